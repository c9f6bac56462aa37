package io.copydesk.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.copydesk.contracts.Trend;
import io.copydesk.dashboard.Harbour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendsTest {
    private final Trends trends = new Trends(Duration.ofHours(1), 3);

    private void count(String tag, Instant window, long count, long version) {
        trends.put(trend(tag, window, count, version));
    }

    private static Trend trend(String tag, Instant window, long count, long version) {
        return Trend.newBuilder().setTag(tag).setLabel(tag + "'s name").setWindowStart(window)
                .setWindowEnd(window.plus(Trends.WINDOW)).setCount(count).setVersion(version).build();
    }

    @Test
    void addsTheWindowsUpAndPartsEntitiesFromTopics() {
        count("Q1874", Harbour.NOON, 2, 1);
        count("Q1874", Harbour.NOON, 3, 2);
        count("Q1874", Harbour.NOON, 9, 1);
        count("Q1874", Harbour.NOON.plusSeconds(600), 1, 1);
        count("Q1899", Harbour.NOON, 5, 1);
        count("medtop:04000000", Harbour.NOON, 1, 1);

        var chart = trends.chart(Harbour.NOON.plusSeconds(700), Duration.ofMinutes(15), 10);
        assertThat(chart.from()).isEqualTo(Harbour.NOON);
        assertThat(chart.until()).isEqualTo(Harbour.NOON.plusSeconds(900));
        assertThat(chart.entities()).extracting(Trends.Line::tag).containsExactly("Q1899", "Q1874");
        assertThat(chart.entities().getLast().counts()).containsExactly(3L, 0L, 1L);
        assertThat(chart.topics()).extracting(Trends.Line::label).containsExactly("medtop:04000000's name");
    }

    @Test
    void keepsWithinItsBounds() {
        for (int i = 0; i < 10; i++) {
            count("Q" + i, Harbour.NOON, 1, 1);
        }
        assertThat(trends.chart(Harbour.NOON, Duration.ofHours(1), 10).entities()).hasSize(3);
        count("Q1", Harbour.NOON.plus(Duration.ofHours(2)), 1, 1);
        count("Q1", Harbour.NOON, 1, 2);
        assertThat(trends.chart(Harbour.NOON, Duration.ofHours(1), 10).entities()).isEmpty();
    }

    @Test
    void leavesOutWhatWasTakenBack() {
        count("Q1", Harbour.NOON, 1, 1);
        count("Q1", Harbour.NOON, 0, 2);
        assertThat(trends.chart(Harbour.NOON, Duration.ofHours(1), 10).entities()).isEmpty();
    }

    @Test
    void changesNothingForALowerVersion() {
        count("Q1", Harbour.NOON, 4, 7);
        count("Q1", Harbour.NOON.plusSeconds(300), 2, 1);
        count("Q1", Harbour.NOON, 9, 6);
        assertThat(countsOfQ1()).containsExactly(4L, 2L);
        count("Q1", Harbour.NOON, 3, 7);
        count("Q1", Harbour.NOON.plusSeconds(300), 0, 2);
        count("Q1", Harbour.NOON.plusSeconds(300), 2, 1);
        assertThat(countsOfQ1()).containsExactly(3L, 0L);
        assertThat(trends.size()).isEqualTo(2);
    }

    private List<Long> countsOfQ1() {
        return trends.chart(Harbour.NOON.plusSeconds(300), Duration.ofMinutes(10), 10).entities().getFirst().counts();
    }

    @Test
    void letsTheOldestWindowsGoWhereThereIsNoRoom() {
        var day = new Trends(Duration.ofHours(24), 2);
        for (int window = 0; window < 100; window++) {
            for (int tag = 0; tag < 3; tag++) {
                day.put(trend("Q" + window + "-" + tag, Harbour.NOON.plusSeconds(300L * window), 1, 1));
                assertThat(day.size()).isLessThanOrEqualTo(2 * Trends.FULL_WINDOWS);
            }
        }
        var chart = day.chart(Harbour.NOON.plusSeconds(300L * 99), Duration.ofHours(24), 1_000);
        assertThat(chart.entities()).hasSize(2 * Trends.FULL_WINDOWS).extracting(Trends.Line::tag)
                .contains("Q99-0", "Q99-1", "Q68-0", "Q68-1").doesNotContain("Q67-0", "Q67-1");
    }

    @Test
    void takesNoPartOfAWindowBackThatWent() {
        var day = new Trends(Duration.ofHours(24), 2);
        for (int window = 1; window <= Trends.FULL_WINDOWS; window++) {
            day.put(trend("Q1", Harbour.NOON.plusSeconds(300L * window), 1, 1));
            day.put(trend("Q2", Harbour.NOON.plusSeconds(300L * window), 1, 1));
        }
        day.put(trend("Q1", Harbour.NOON, 1, 1));
        assertThat(day.size()).isEqualTo(2 * Trends.FULL_WINDOWS);
        day.put(trend("Q1", Harbour.NOON.plusSeconds(300L * (Trends.FULL_WINDOWS + 1)), 1, 1));
        assertThat(day.size()).isEqualTo(2 * Trends.FULL_WINDOWS - 1);
        day.put(trend("Q1", Harbour.NOON.plusSeconds(300), 5, 2));
        assertThat(day.size()).isEqualTo(2 * Trends.FULL_WINDOWS - 1);
    }

    @Test
    void findsTheMostNamedOfVeryMany() {
        var many = new Trends(Duration.ofHours(1), 5_000);
        for (int tag = 0; tag < 2_500; tag++) {
            int count = tag * 7_919 % 2_500;
            for (int window = 0; window < 3; window++) {
                var start = Harbour.NOON.plusSeconds(300L * window);
                many.put(trend("Q" + count, start, count, 1));
                many.put(trend("medtop:" + count, start, 1, 1));
            }
        }
        var chart = many.chart(Harbour.NOON.plusSeconds(600), Duration.ofMinutes(10), 3);
        assertThat(chart.entities()).containsExactly(
                new Trends.Line("Q2499", "Q2499's name", 4_998, List.of(2_499L, 2_499L)),
                new Trends.Line("Q2498", "Q2498's name", 4_996, List.of(2_498L, 2_498L)),
                new Trends.Line("Q2497", "Q2497's name", 4_994, List.of(2_497L, 2_497L)));
        assertThat(chart.topics()).extracting(Trends.Line::tag).containsExactly("medtop:0", "medtop:1", "medtop:10");
    }

    @Test
    void forgetsTheOldWindowsOfATagThatIsStillNamed() {
        count("Q1", Harbour.NOON, 5, 1);
        count("Q2", Harbour.NOON, 5, 1);
        count("Q1", Harbour.NOON.plusSeconds(3_600), 1, 1);
        assertThat(trends.size()).isEqualTo(3);
        count("Q1", Harbour.NOON.plusSeconds(3_900), 1, 1);
        assertThat(trends.size()).isEqualTo(2);
        assertThat(trends.chart(Harbour.NOON.plusSeconds(3_900), Duration.ofHours(2), 10).entities())
                .extracting(Trends.Line::tag, Trends.Line::total).containsExactly(tuple("Q1", 2L));
    }
}
