package io.copydesk.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Trend;
import io.copydesk.dashboard.Harbour;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrendsTest {
    private final Trends trends = new Trends(Duration.ofHours(1), 3);

    private void count(String tag, Instant window, long count, long version) {
        trends.put(Trend.newBuilder().setTag(tag).setLabel(tag + "'s name").setWindowStart(window)
                .setWindowEnd(window.plus(Trends.WINDOW)).setCount(count).setVersion(version).build());
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
}
