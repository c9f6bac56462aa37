package io.copydesk.ingest.poll;

import static io.copydesk.ingest.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.Limits.Rejection;
import io.copydesk.ingest.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final SourceMemory memory = new SourceMemory();
    private long look;

    private static Observation entry(String id, String body) {
        return Observation.newBuilder().setSource("s").setBlog("b").setNativeId(id).setBody(body)
                .setSignal(Signal.SEEN).build();
    }

    private static Observation bare(String body) {
        return Observation.newBuilder().setSource("s").setBlog("b").setBody(body).setSignal(Signal.SEEN).build();
    }

    /// Looks, and remembers what was found as if it had been committed.
    private Findings look(Instant at, boolean complete, Observation... entries) {
        var findings = Comparison.of(memory, "s", new Look(Arrays.asList(entries), complete), ++look, at);
        findings.news().forEach(news -> memory.rememberEntry(news.evidence(), news.state()));
        return findings;
    }

    private static List<Signal> signals(Findings findings) {
        return findings.news().stream().filter(news -> news.observation() != null)
                .map(news -> Objects.requireNonNull(news.observation()).getSignal()).toList();
    }

    @Test
    void findsOnlyWhatIsNewOrEdited() {
        assertThat(look(NOON, false, entry("1", "a"), entry("2", "b")).seen()).isEqualTo(2);
        var again = look(NOON, false, entry("2", "b"), entry("1", "a!"));

        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(again.news()).extracting(Findings.News::evidence).containsExactly("id:1");
    }

    @Test
    void refreshesAnUnchangedEntryOnceADay() {
        look(NOON, false, entry("1", "a"));

        assertThat(look(NOON.plus(Duration.ofHours(23)), false, entry("1", "a")).seen()).isZero();
        assertThat(look(NOON.plus(Duration.ofHours(24)), false, entry("1", "a")).seen()).isEqualTo(1);
    }

    @Test
    void reportsThreeAbsencesFromCompleteLooksThenForgets() {
        look(NOON, true, entry("1", "a"), entry("2", "b"));

        for (int miss = 1; miss <= 3; miss++) {
            assertThat(signals(look(NOON, true, entry("2", "b")))).containsExactly(Signal.ABSENT);
        }
        assertThat(look(NOON, true, entry("2", "b")).news()).isEmpty();
    }

    @Test
    void saysNothingOfWhatAWindowDoesNotShow() {
        look(NOON, false, entry("1", "a"), entry("2", "b"));

        assertThat(look(NOON, false, entry("2", "b")).news()).isEmpty();
    }

    @Test
    void showsAnEntryAgainThatWasMissed() {
        look(NOON, true, entry("1", "a"), entry("2", "b"));
        look(NOON, true, entry("2", "b"));

        assertThat(signals(look(NOON, true, entry("1", "a"), entry("2", "b")))).containsExactly(Signal.SEEN);
        assertThat(look(NOON, true, entry("1", "a"), entry("2", "b")).news()).isEmpty();
    }

    @Test
    void doesNotTrustAnIdThatEntriesShare() {
        look(NOON, true, entry("same", "a"), entry("same", "b"));

        assertThat(look(NOON, true, entry("same", "a"), entry("same", "b")).unchanged()).isEqualTo(2);
    }

    @Test
    void takesWhatIsRepeatedWordForWordUnderOneNameForOneEntry() {
        var repeated = look(NOON, true, entry("1", "a"), entry("2", "b"), entry("1", "a"));

        assertThat(repeated.news()).extracting(Findings.News::evidence).containsExactly("id:1", "id:2");
        assertThat(repeated.unchanged()).isEqualTo(1);
        assertThat(look(NOON, true, bare("a"), bare("a")).seen()).as("two that have no name").isEqualTo(2);
    }

    @Test
    void reportsNoAbsenceOfAnIdThatBecameShared() {
        look(NOON, true, entry("1", "a"), entry("2", "b"));
        var shared = look(NOON, true, entry("1", "a"), entry("1", "b"));

        assertThat(signals(shared)).containsExactly(Signal.SEEN, Signal.SEEN, Signal.ABSENT);
        assertThat(memory.entries()).containsKey("id:2").doesNotContainKey("id:1");
    }

    @Test
    void reportsNoAbsenceThatMayBeAnEdit() {
        look(NOON, true, bare("one two three"), bare("four"));
        var edited = look(NOON, true, bare("one two, three"), bare("four"));

        assertThat(signals(edited)).containsExactly(Signal.SEEN, Signal.SEEN);
        assertThat(look(NOON, true, bare("one two, three"), bare("four")).news()).isEmpty();
    }

    @Test
    void tellsAlikeEntriesWithoutIdsApart() {
        assertThat(look(NOON, true, bare("goal"), bare("goal")).seen()).isEqualTo(2);
        assertThat(look(NOON, true, bare("goal"), bare("goal")).unchanged()).isEqualTo(2);
    }

    private static List<String> bodies(Findings findings) {
        return findings.news().stream().filter(news -> news.observation() != null)
                .map(news -> Objects.requireNonNull(news.observation()).getBody()).toList();
    }

    @Test
    void forgetsTheOldestOfASourceThatMakesItsIdsAnewForEachLook() {
        int looks = Comparison.REMEMBERED / Limits.ENTRIES + 2;
        int crowdedOut = 0;
        for (int i = 0; i < looks; i++) {
            int at = i;
            crowdedOut += look(NOON.plusSeconds(i), false, IntStream.range(0, Limits.ENTRIES)
                    .mapToObj(number -> entry(at + "-" + number, "a")).toArray(Observation[]::new)).crowdedOut();
        }
        assertThat(crowdedOut).isEqualTo(2 * Limits.ENTRIES);
        assertThat(memory.entries()).hasSize(Comparison.REMEMBERED).doesNotContainKey("id:0-0")
                .containsKeys("id:" + (looks - 1) + "-0", "id:2-0");
    }

    @Test
    void countsTheOldestEntriesThatALookHasNoRoomFor() {
        var entries = IntStream.range(0, Limits.ENTRIES + 2).mapToObj(i -> entry("" + i, "a")).toList();
        var look = new Look(entries, true);
        var found = Comparison.of(memory, "s", look, 1, NOON);

        assertThat(look.complete()).isFalse();
        assertThat(found.rejected()).containsExactly(Rejection.TOO_MANY_ENTRIES, Rejection.TOO_MANY_ENTRIES);
        assertThat(found.news()).hasSize(Limits.ENTRIES).extracting(Findings.News::evidence)
                .doesNotContain("id:0", "id:1").contains("id:2");
    }

    @Test
    void tellsUnchangedTextsBesideOneThatIsNewInTheOrderOfTheLook() {
        look(NOON, false, bare("one"), bare("two"));
        var later = look(NOON, false, bare("one"), bare("one and a half"), bare("two"));

        assertThat(bodies(later)).containsExactly("one", "one and a half", "two");
        assertThat(later.news()).extracting(news -> Objects.requireNonNull(news.observation()).getPosition())
                .containsExactly(0, 1, 2);
        assertThat(later.seen()).isEqualTo(3);
        assertThat(later.unchanged()).isZero();
        assertThat(look(NOON, false, bare("one"), bare("one and a half"), bare("two")).news()).isEmpty();
    }

    @Test
    void tellsUnchangedTextsBesideAnEntryWithANewId() {
        look(NOON, false, bare("one"), entry("1", "a"));

        assertThat(bodies(look(NOON, false, bare("one"), entry("1", "a"), entry("2", "b"))))
                .containsExactly("one", "b");
        assertThat(bodies(look(NOON, false, bare("one"), entry("1", "a!"), entry("2", "b")))).containsExactly("a!");
    }

    @Test
    void tellsAnUnchangedIdBesideANewTextOfTheSameTime() {
        var other = Observation.newBuilder(entry("2", "b")).setPublished(Time.newBuilder().setText("noon")
                .setInstant(NOON).build()).build();
        look(NOON, false, entry("1", "a"), other);

        assertThat(bodies(look(NOON, false, entry("1", "a"), other, bare("one")))).containsExactly("a", "one");
    }

    @Test
    void rejectsWhatIsTooLargeAndKeepsTheRest() {
        var findings = look(NOON, true, entry("1", "x".repeat(256 * 1024 + 1)), entry("2", "x".repeat(256 * 1024)));

        assertThat(findings.rejected()).containsExactly(Rejection.BODY_TOO_LARGE);
        assertThat(findings.seen()).isEqualTo(1);
    }

    @Test
    void forgetsWhatHasLeftAWindowLongAgo() {
        look(NOON, false, entry("1", "a"), entry("2", "b"));
        var month = look(NOON.plus(Duration.ofDays(30)), false, entry("2", "b"));

        assertThat(month.news()).extracting(Findings.News::evidence).containsExactly("id:2", "id:1");
        assertThat(memory.entries()).containsOnlyKeys("id:2");
    }
}
