package io.copydesk.enrich;

import static io.copydesk.enrich.Pipeline.BLOG;
import static io.copydesk.enrich.Pipeline.NOW;
import static io.copydesk.enrich.Pipeline.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.FieldChange;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.schemas.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An operator asks that an entry be forgotten for good.
class ErasingTest {
    private static final String TEXT = "Defense Minister Pal Xanthippe spoke in Kyiv of the missing boats.";

    private Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    private static Observation.Builder entry() {
        return seen("Storm", TEXT).setNativeId("e").setPermalink(BLOG + "#e").setUrl("https://harbour.example/e");
    }

    private static Observation erasure(String entry, String... aliases) {
        return Observation.newBuilder().setSource("erase").setBlog(BLOG).setNativeId(entry).setLook(1)
                .setAliases(List.of(aliases)).setBody("court order 7").setSignal(Signal.ERASE)
                .setObservedAt(NOW.plusSeconds(60)).build();
    }

    /// The id under which these have become an entry; everything that was published is read.
    private String published(Observation... observations) {
        pipeline.observe(observations);
        var id = pipeline.changes().getFirst().getEntry();
        pipeline.entries.readValuesToList();
        pipeline.stories.readValuesToList();
        pipeline.trends.readValuesToList();
        return id;
    }

    private void assertNothingIsPublished() {
        assertThat(pipeline.changes()).isEmpty();
        assertThat(pipeline.entries.isEmpty()).isTrue();
        assertThat(pipeline.stories.isEmpty()).isTrue();
        assertThat(pipeline.trends.isEmpty()).isTrue();
    }

    private void afterDays(int days) {
        pipeline.pipe(seen("Other", "Another blog, day " + days + ".").setBlog("https://other.example/live")
                .setNativeId("o" + days).setObservedAt(NOW.plus(Duration.ofDays(days))).build());
    }

    private String state() {
        var state = new StringBuilder();
        for (var store : List.of(BlogStores.ENTRIES, BlogStores.STUBS, BlogStores.SIGHTINGS, BlogStores.ALIASES,
                BlogStores.NAMES, StoryStores.TELLINGS)) {
            try (KeyValueIterator<String, Object> all = pipeline.driver.<String, Object>getKeyValueStore(store)
                    .all()) {
                all.forEachRemaining(each -> state.append(each.key).append(each.value).append('\n'));
            }
        }
        return state.toString();
    }

    @Test
    void publishesTombstonesAndAChangeThatTellsTheReasonAlone() {
        var id = published(entry().build());

        pipeline.pipe(erasure(id));

        assertThat(pipeline.changes()).containsExactly(Change.newBuilder().setEntry(id).setBlog(BLOG)
                .setKind(ChangeKind.ERASED).setVersion(2L << 20).setRevision(2).setSource("erase").setLook(1)
                .setObservedAt(NOW.plusSeconds(60)).setDiff(List.of(
                        FieldChange.newBuilder().setField("reason").setAfter("court order 7").build()))
                .build());
        assertThat(pipeline.entries.readKeyValuesToList()).singleElement()
                .satisfies(entry -> assertThat(entry.key).isEqualTo(id))
                .satisfies(entry -> assertThat(entry.value).isNull());
        assertThat(pipeline.stories.readKeyValuesToList()).singleElement()
                .satisfies(link -> assertThat(link.key).isEqualTo(id))
                .satisfies(link -> assertThat(link.value).isNull());
        assertThat(pipeline.trends.readKeyValuesToList()).isNotEmpty()
                .allSatisfy(trend -> assertThat(trend.value.getCount()).isZero())
                .anySatisfy(trend -> assertThat(trend.key).startsWith("Q1899|"));
    }

    @Test
    void keepsNothingThatTheEntrySaid() {
        var id = published(entry().build());
        assertThat(state()).contains("boats", "xanthippe");

        pipeline.pipe(erasure(id));

        assertThat(state()).contains(id).doesNotContainIgnoringCase("boat").doesNotContainIgnoringCase("xanthippe")
                .doesNotContain("Q1899");
    }

    @Test
    void leavesTheNamesThatOthersKnowAlone() {
        published(seen("", "Kremlin spokesperson Dmitry Peskov spoke.").setNativeId("p").build());
        var id = published(entry().setPosition(1).build());

        pipeline.pipe(erasure(id));

        assertThat(state()).containsIgnoringCase("peskov").doesNotContainIgnoringCase("xanthippe");
    }

    @Test
    void dropsLaterLooksUnderEachOfItsAliases() {
        var id = published(entry().build());
        pipeline.pipe(erasure(id));
        pipeline.changes();
        pipeline.entries.readValuesToList();
        pipeline.stories.readValuesToList();
        pipeline.trends.readValuesToList();
        double before = pipeline.count("unchanged");

        pipeline.observe(entry().setLook(2).setBody("All boats are found.").build(),
                seen("Storm", "Another text.").setNativeId("e").setSource("feed").build(),
                seen("Storm", "And another.").setPermalink(BLOG + "?amp=1#e").setSource("amp").build(),
                seen("Storm", "Once more.").setUrl("https://harbour.example/e").setSource("wire").build(),
                seen("Else", TEXT).setSource("push").setLook(0).build(),
                seen("", "").setNativeId("e").setSignal(Signal.ABSENT).setLookComplete(true).setLook(3).build(),
                seen("", "").setNativeId("e").setSignal(Signal.RETRACTED).setLook(4).build(),
                Observation.newBuilder().setSource("retag").setBlog(BLOG).setNativeId(id).setSignal(Signal.RETAG)
                        .setObservedAt(NOW).build());

        assertNothingIsPublished();
        assertThat(pipeline.count("unchanged") - before).isEqualTo(8);
        assertThat(state()).doesNotContain("boats");
    }

    @Test
    void learnsFurtherAliasesFromTheLooksThatItDrops() {
        pipeline.pipe(erasure(published(entry().build())));
        pipeline.observe(entry().setNativeId("guid-1").setSource("feed").build());
        pipeline.changes();

        pipeline.observe(seen("Storm", "Found.").setNativeId("guid-1").setSource("other feed").build());

        assertThat(pipeline.changes()).isEmpty();
    }

    @Test
    void isUnchangedWhenItIsAskedForAgain() {
        var id = published(entry().build());
        pipeline.pipe(erasure(id));
        assertThat(pipeline.changes()).hasSize(1);

        pipeline.pipe(erasure(id, "id:known only now"));
        assertThat(pipeline.changes()).isEmpty();

        pipeline.observe(seen("Storm", "Found.").setNativeId("known only now").build());
        assertThat(pipeline.changes()).isEmpty();
    }

    @Test
    void erasesWithAnEntryEveryIdThatWasMergedIntoIt() {
        var feed = seen("Harbour", "Closed until noon: the harbour, says its master.").setSource("feed")
                .setNativeId("guid-1").setObservedAt(NOW.plusSeconds(60));
        var kept = published(entry().build());
        var merged = published(feed.build());
        pipeline.observe(feed.setPermalink(BLOG + "#e").setLook(2).build());
        assertThat(pipeline.changes()).extracting(Change::getKind).contains(ChangeKind.MERGED);
        pipeline.entries.readValuesToList();

        pipeline.pipe(erasure(merged)); // its text is where it was merged into

        assertThat(pipeline.changes()).extracting(Change::getEntry, Change::getKind, Change::getRevision)
                .containsExactly(tuple(kept, ChangeKind.ERASED, 3),
                        tuple(merged, ChangeKind.ERASED, 3));
        assertThat(pipeline.entries.readKeyValuesToList()).allSatisfy(entry -> assertThat(entry.value).isNull())
                .extracting(entry -> entry.key).containsExactly(kept, merged);
        pipeline.observe(feed.setLook(3).setBody("Open again.").build(), entry().setLook(2).setBody("Open.").build());
        assertThat(pipeline.changes()).isEmpty();
        assertThat(state()).doesNotContain("Harbour", "Open");
    }

    @Test
    void keepsOutWhatItNeverSaw() {
        pipeline.pipe(erasure("0123456789", "id:e", "link:#e"));

        assertThat(pipeline.changes()).extracting(Change::getEntry, Change::getKind, Change::getVersion)
                .containsExactly(tuple("0123456789", ChangeKind.ERASED, 2L << 20));
        assertThat(pipeline.entries.readKeyValuesToList()).singleElement()
                .satisfies(entry -> assertThat(entry.value).isNull());
        pipeline.observe(entry().build());
        assertThat(pipeline.changes()).isEmpty();
    }

    @Test
    void saysTheSameAfterARebuildWithoutItsObservations() {
        var id = published(entry().build());
        var request = erasure(id, "id:e", "link:#e", "url:https://harbour.example/e");
        pipeline.pipe(request);
        var said = pipeline.changes();

        try (var rebuilt = new Pipeline()) {
            rebuilt.pipe(request);
            assertThat(rebuilt.changes()).isEqualTo(said);
            assertThat(rebuilt.entries.readKeyValuesToList()).isEqualTo(pipeline.entries.readKeyValuesToList());
            rebuilt.pipe(entry().setLook(2).build());
            assertThat(rebuilt.changes()).isEmpty();
        }
    }

    @Test
    void neverTakesAnAliasFromAnEntryThatLives() {
        var other = published(seen("", "Ferries run.").setNativeId("f").setPermalink(BLOG + "#shared").build());

        pipeline.pipe(erasure("0123456789", "id:e", "link:#shared"));
        pipeline.changes();
        pipeline.observe(seen("", "Ferries stop.").setPermalink(BLOG + "#shared").setLook(2).build());

        assertThat(pipeline.changes()).extracting(Change::getEntry).containsExactly(other);
    }

    @Test
    void neverIssuesItsIdAgain() {
        var id = published(entry().build());
        try (var other = new Pipeline()) {
            other.pipe(erasure(id)); // without any alias
            other.pipe(entry().build());

            assertThat(other.changes()).extracting(Change::getKind).containsExactly(ChangeKind.ERASED,
                    ChangeKind.NEW);
            assertThat(other.entries.readKeyValuesToList()).extracting(entry -> entry.key).doesNotHaveDuplicates();
        }
    }

    @Test
    void goesOnWithTheEntriesThatStandBesideIt() {
        var one = seen("", "Score update: Northgate, at home in the harbour, lead one nil.");
        var two = seen("", "Score update: Northgate, at home in the harbour, lead two nil.").setPosition(1);
        var id = published(one.build(), two.build());
        pipeline.pipe(erasure(id));
        pipeline.changes();

        pipeline.observe(one.setLook(2).build(),
                two.setLook(2).setBody("Score update: Northgate, at home in the harbour, lead two one.").build());

        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.CORRECTED);
    }

    @Test
    void staysErasedWhenOthersFadeAndAreForgotten() {
        var id = published(entry().build());
        pipeline.pipe(erasure(id));
        afterDays(60);
        afterDays(401);
        afterDays(402);
        pipeline.changes();

        pipeline.observe(entry().setLook(500).setObservedAt(NOW.plus(Duration.ofDays(500))).build(),
                seen("", "Found.").setUrl("https://harbour.example/e").setSource("wire")
                        .setObservedAt(NOW.plus(Duration.ofDays(500))).build());

        assertThat(pipeline.changes()).isEmpty();
        assertThat(pipeline.entries.readKeyValuesToList()).filteredOn(entry -> entry.key.equals(id))
                .as("one tombstone").hasSize(1);
    }

    @Test
    void staysErasedWhereEntriesAreForgottenEarly() {
        pipeline.close();
        pipeline = new Pipeline(Duration.ofDays(10));
        var id = published(entry().build());
        pipeline.pipe(erasure(id));
        for (int day = 9; day < 14; day++) {
            afterDays(day);
        }
        pipeline.changes();

        pipeline.observe(entry().setLook(30).setObservedAt(NOW.plus(Duration.ofDays(30))).build());

        assertThat(pipeline.changes()).isEmpty();
    }

    @Test
    void keepsOutUnderAllItsAliasesWhatHadFadedBefore() {
        var id = published(entry().build());
        afterDays(60);
        pipeline.changes();
        pipeline.pipe(erasure(id, "id:e", "link:#e", "url:https://harbour.example/e"));
        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.ERASED);

        pipeline.observe(entry().setNativeId(null).setLook(60).setObservedAt(NOW.plus(Duration.ofDays(61))).build());

        assertThat(pipeline.changes()).isEmpty();
    }

    @Test
    void deadLettersARequestThatNamesNoEntry() {
        pipeline.pipe(Observation.newBuilder(erasure("x")).setNativeId(null).build());

        var letter = pipeline.deadLetters.readRecord();
        assertThat(new String(letter.headers().lastHeader(DeadLetter.CAUSE).value(), StandardCharsets.UTF_8))
                .isEqualTo("AGAINST_CONTRACT");
    }

    @Test
    void endsInTheSameStateInAnyOrderBetweenBlogs() {
        var expected = statesOf(new Random(1));
        assertThat(expected).filteredOn(state -> state.contains("ERASED")).hasSize(3);

        for (int seed = 2; seed < 5; seed++) {
            assertThat(statesOf(new Random(seed))).isEqualTo(expected);
        }
    }

    /// Three blogs, interleaved at random; in each of them one entry is erased between its looks.
    private static List<String> statesOf(Random random) {
        try (var pipeline = new Pipeline()) {
            var states = new ArrayList<String>();
            var next = new int[3];
            while (next[0] + next[1] + next[2] < 36) {
                int blog = random.nextInt(3);
                if (next[blog] < 12) {
                    pipeline.pipe(step(blog, next[blog]++, states));
                    pipeline.changes().forEach(change -> states.add(change.getBlog() + " " + change.getEntry() + " "
                            + change.getKind() + " " + change.getVersion()));
                }
            }
            pipeline.entries.readKeyValuesToList()
                    .forEach(entry -> states.add(entry.key + (entry.value == null ? " gone" : " there")));
            return states.stream().sorted().toList();
        }
    }

    private static Observation step(int blog, int step, List<String> states) {
        var name = "blog-" + blog;
        if (step == 7) {
            var first = states.stream().filter(state -> state.startsWith(name + " ") && state.contains(" NEW "))
                    .findFirst().orElseThrow().replaceFirst("^\\S+ (\\S+) .*", "$1");
            return Observation.newBuilder(erasure(first)).setBlog(name).build();
        }
        return seen("Headline", "Text " + step + " of Kyiv.").setBlog(name).setNativeId("e" + step % 3)
                .setPosition(step % 3).setLook(1 + step / 3).build();
    }
}
