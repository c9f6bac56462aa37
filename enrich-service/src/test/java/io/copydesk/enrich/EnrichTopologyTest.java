package io.copydesk.enrich;

import static io.copydesk.enrich.Pipeline.BLOG;
import static io.copydesk.enrich.Pipeline.NOW;
import static io.copydesk.enrich.Pipeline.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.FieldChange;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.schemas.Absence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnrichTopologyTest {
    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void hasTheTopologyThatIsDocumented() throws IOException {
        var expected = new String(getClass().getResourceAsStream("/topology.txt").readAllBytes(),
                StandardCharsets.UTF_8);
        var topology = new EnrichTopology(pipeline.contracts,
                Steps.of(pipeline.tagger::get), new Counts(pipeline.meters), EnrichTopology.Parts.ALL).build();

        assertThat(topology.describe().toString()).isEqualTo(expected);
    }

    @Test
    void makesOneChangeOfARepeatedObservation() {
        var seen = seen("Harbour closed", "The harbour is closed until noon.").setNativeId("e1").build();

        pipeline.pipe(seen);
        pipeline.pipe(seen);
        pipeline.pipe(Observation.newBuilder(seen).setLook(2).build());

        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW);
        assertThat(pipeline.entries.readValuesToList()).hasSize(1);
        assertThat(pipeline.count("changed")).isEqualTo(1);
        assertThat(pipeline.count("unchanged")).isEqualTo(2);
    }

    @Test
    void keepsTheEntryIdWhenHeadlineTextUrlAndPlaceChange() {
        var first = seen("Harbour closed", "The harbour is closed until noon today, the master says.").setNativeId("e1")
                .setPermalink(BLOG + "/1").build();
        pipeline.pipe(first);
        pipeline.observe(
                Observation.newBuilder(first).setLook(2).setHeadline("Harbour still closed").build(),
                Observation.newBuilder(first).setLook(3).setBody("Ferries run again after the wind has dropped.")
                        .build(),
                Observation.newBuilder(first).setLook(4).setPermalink(BLOG + "/renamed").setBody("All ferries run.")
                        .build(),
                Observation.newBuilder(first).setLook(5).setPosition(9).setBody("Every ferry runs.").build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getEntry).containsOnly(changes.getFirst().getEntry());
        assertThat(changes).extracting(Change::getRevision).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void keepsTheEntryIdWithoutAnIdWhenTheUrlChangesButTimeAndOpeningStay() {
        var first = seen("Harbour closed", "The harbour is closed until noon today, the master says.")
                .setPublished(at("2026-03-01T11:00:00Z", TimePrecision.MINUTE)).setPermalink(BLOG + "/closed").build();
        pipeline.pipe(first);
        pipeline.observe(Observation.newBuilder(first).setLook(2).setPermalink(BLOG + "/still-closed")
                .setBody("The harbour is closed until noon today, the master said, and trains are late.").build());

        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW,
                ChangeKind.CORRECTED);
    }

    @Test
    void keepsTheEntryIdWithoutAnyEvidenceWhenTheOpeningIsEdited() {
        pipeline.observe(
                seen("", "A tree has fallen on the line at Northgate and two trains wait behind it for the crew.")
                        .build(),
                seen("", "Schools in the valley stay closed tomorrow, the county says.").setPosition(1).build(),
                seen("", "An old tree has fallen on the line at Northgate and two trains wait behind it for the crew.")
                        .setLook(2).build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getKind).containsExactly(ChangeKind.NEW, ChangeKind.NEW,
                ChangeKind.CORRECTED);
        assertThat(changes.get(2).getEntry()).isEqualTo(changes.get(0).getEntry());
    }

    @Test
    void knowsTheEntryThroughASecondSourceOfTheSameBlog() {
        var text = "The harbour is closed until noon today, the master says.";
        pipeline.observe(seen("Harbour closed", text).setNativeId("e1").setPermalink(BLOG + "#e1").build(),
                seen("Harbour closed", text).setSource("feed").setNativeId("guid-77").setPermalink(BLOG + "?amp=1#e1")
                        .build(),
                seen("Harbour open", "It is open.").setSource("feed").setNativeId("guid-77").setLook(2).build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getKind).containsExactly(ChangeKind.NEW, ChangeKind.CORRECTED);
        assertThat(changes).extracting(Change::getEntry).containsOnly(changes.getFirst().getEntry());
    }

    @Test
    void neverMergesTwoEntriesOfOneLook() {
        var time = at("2026-03-01T11:00:00Z", TimePrecision.MINUTE);
        pipeline.observe(
                seen("Update", "The same opening words stand in both of these updates: one.").setNativeId("all-equal")
                        .setPublished(time).build(),
                seen("Update", "The same opening words stand in both of these updates: two.").setNativeId("all-equal")
                        .setPublished(time).setPosition(1).build(),
                seen("Update", "The same opening words stand in both of these updates: three.")
                        .setNativeId("all-equal").setPublished(time).setPosition(2).build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getKind).containsOnly(ChangeKind.NEW).hasSize(3);
        assertThat(changes).extracting(Change::getEntry).doesNotHaveDuplicates();
    }

    @Test
    void keepsPushedUpdatesApartThatShareThePagesAddress() {
        var push = seen("One", "The wind rises over the bay.").setSource("push").setLook(0)
                .setPermalink(BLOG + "/live");
        pipeline.observe(push.setNativeId("1").build(),
                push.setNativeId("2").setBody("Ferries stop for the rest of this day.").build(),
                push.setNativeId("1").setBody("The wind rises over the whole bay.").build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getKind).containsExactly(ChangeKind.NEW, ChangeKind.NEW,
                ChangeKind.CORRECTED);
        assertThat(changes.get(0).getEntry()).isEqualTo(changes.get(2).getEntry())
                .isNotEqualTo(changes.get(1).getEntry());
    }

    @Test
    void knowsAnEntryWhoseIdChangesWithItsEdits() {
        var seen = seen("Storm", "The harbour is closed until noon today, the master says.").setNativeId("v1")
                .setPermalink(BLOG + "/closed");
        pipeline.observe(seen.build(),
                seen.setLook(2).setNativeId("v2").setBody("The harbour is closed until ten today, the master says.")
                        .build());

        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW,
                ChangeKind.CORRECTED);
    }

    @Test
    void keepsPushedUpdatesWithoutIdApart() {
        var push = seen("", "🎉").setSource("push").setLook(0);
        pipeline.observe(push.build(), push.setBody("🔥").build(), push.build(),
                push.setBody("Score update: Northgate 1 Harbour 0").build(),
                push.setBody("Score update: Northgate 2 Harbour 0").build());

        assertThat(pipeline.changes()).extracting(Change::getKind).containsOnly(ChangeKind.NEW).hasSize(4);
    }

    @Test
    void doesNotRetractWhatAnotherSourceStillShows() {
        var seen = seen("Storm", "Two boats are missing.").setNativeId("e");
        var absent = seen("", "").setNativeId("e").setSignal(Signal.ABSENT).setLookComplete(true);
        pipeline.observe(seen.build(), seen.setSource("feed").build());
        for (int look = 2; look < 8; look++) {
            pipeline.observe(absent.setLook(look).build());
        }
        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW);

        pipeline.observe(absent.setLook(8).setObservedAt(NOW.plus(Duration.ofDays(3))).build());
        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.RETRACTED);
    }

    @Test
    void leavesNothingOfARetractedTextInItsAliases() {
        pipeline.observe(seen("", "Unbelievable.").build(),
                seen("", "Unbelievable.").setSignal(Signal.RETRACTED).setLook(2).build());

        var retracted = pipeline.changes().get(1).getState().orElseThrow();
        assertThat(retracted.getStatus()).isEqualTo(EntryStatus.RETRACTED);
        assertThat(retracted.toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("unbelievable");
    }

    @Test
    void boundsWhatAnEntryRemembers() {
        for (int i = 0; i < 300; i++) {
            pipeline.observe(seen("", i + " " + "x".repeat(50_000)).setNativeId("e").setSource("s" + i).build());
        }

        var state = pipeline.changes().getLast().getState().orElseThrow();
        assertThat(state.getAliases()).hasSize(100).allMatch(alias -> alias.length() < 200);
        assertThat(state.getRevision()).isEqualTo(300);
    }

    @Test
    void survivesAPermalinkThatAlwaysNamesTheNewest() {
        var one = seen("", "First the wind rises over the bay.")
                .setPublished(at("2026-03-01T10:00:00Z", TimePrecision.SECOND));
        var two = seen("", "Then the ferries stop for the day.")
                .setPublished(at("2026-03-01T11:00:00Z", TimePrecision.SECOND));
        var three = seen("", "At last the bridge is closed too.")
                .setPublished(at("2026-03-01T11:30:00Z", TimePrecision.SECOND));
        pipeline.observe(one.setPermalink(BLOG + "#post2").build(),
                two.setPermalink(BLOG + "#post1").setPosition(1).build());
        pipeline.observe(one.setPermalink(BLOG + "#post3").setLook(2).build(),
                two.setPermalink(BLOG + "#post2").setLook(2).build(),
                three.setPermalink(BLOG + "#post1").setLook(2).setPosition(2).build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getKind).containsOnly(ChangeKind.NEW).hasSize(3);
        assertThat(changes).extracting(Change::getEntry).doesNotHaveDuplicates();
    }

    @Test
    void tellsAMinorEditFromACorrection() {
        var first = seen("Storm", "Twenty-five houses lost their roofs in Northgate , the mayor sayd.")
                .setNativeId("e");
        pipeline.observe(first.build(),
                first.setLook(2).setBody("Twenty-five houses lost their roofs in Northgate, the mayor said.").build(),
                first.setLook(3).setBody("Twenty-six houses lost their roofs in Northgate, the mayor said.").build(),
                seen("Toll", "There are 25 injured.").setNativeId("f").build(),
                seen("Toll", "There are 26 injured.").setNativeId("f").setLook(2).build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getKind).containsExactly(ChangeKind.NEW, ChangeKind.MINOR_EDIT,
                ChangeKind.CORRECTED, ChangeKind.NEW, ChangeKind.CORRECTED);
        assertThat(changes.get(4).getDiff()).containsExactly(
                FieldChange.newBuilder().setField("body").setBefore("25").setAfter("26").build());
    }

    @Test
    void retractsOnAnExplicitSignalAndRestores() {
        var seen = seen("Storm", "Two boats are missing.").setNativeId("e").setSource("push").setLook(0);
        pipeline.observe(seen.build());
        pipeline.observe(seen.setSignal(Signal.RETRACTED).setBody("").setHeadline("").build());
        pipeline.observe(seen.setSignal(Signal.SEEN).setHeadline("Storm").setBody("Two boats are found.").build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getKind).containsExactly(ChangeKind.NEW, ChangeKind.RETRACTED,
                ChangeKind.RESTORED);
        var retracted = changes.get(1).getState().orElseThrow();
        assertThat(retracted.getStatus()).isEqualTo(EntryStatus.RETRACTED);
        assertThat(retracted.getBody()).isEmpty();
        assertThat(retracted.getEvidence()).contains("retracted by source push");
        assertThat(changes).extracting(Change::getVersion).containsExactly(1L << 20, 2L << 20, 3L << 20);
    }

    @Test
    void retractsOnlyAfterEnoughCompleteLooksInARow() {
        var seen = seen("Storm", "Two boats are missing.").setNativeId("e");
        var absent = seen("", "").setNativeId("e").setSignal(Signal.ABSENT).setLookComplete(true);
        pipeline.observe(seen.build());
        for (int miss = 1; miss < Absence.LOOKS_UNTIL_RETRACTED; miss++) {
            pipeline.observe(absent.setLook(1 + miss).build(), absent.setLook(1 + miss).build()); // delivered twice, counted once
        }
        pipeline.observe(seen.setLook(10).build());
        for (int miss = 1; miss < Absence.LOOKS_UNTIL_RETRACTED; miss++) {
            pipeline.observe(absent.setLook(10 + miss).build());
        }
        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW);

        pipeline.observe(absent.setLook(20).build());

        var change = pipeline.changes().getFirst();
        assertThat(change.getKind()).isEqualTo(ChangeKind.RETRACTED);
        assertThat(change.getState().orElseThrow().getEvidence())
                .contains("absent from 3 complete looks of source page, the last 20");
    }

    @Test
    void ignoresALateLookOfTheSameSourceOnly() {
        var seen = seen("Storm", "Version three of the text, which is long.").setNativeId("e").setLook(3);
        pipeline.observe(seen.build(), seen.setLook(2).setBody("Version two was shorter.").build(),
                seen.setSource("other").setLook(1).setBody("Another source sees something else.").build());

        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW,
                ChangeKind.CORRECTED);
    }

    @Test
    void doesNotUseAClaimedTimeThatCannotBe() {
        pipeline.observe(
                seen("Now", "Published an hour ago.").setNativeId("a")
                        .setPublished(at("2026-03-01T11:00:00Z", TimePrecision.SECOND)).build(),
                seen("Then", "Published a year ago, it says.").setNativeId("b").setPosition(1)
                        .setPublished(at("2025-03-01T11:00:00Z", TimePrecision.SECOND)).build());

        var states = pipeline.changes().stream().map(change -> change.getState().orElseThrow()).toList();
        assertThat(states.get(0).getOccurredAt()).isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
        assertThat(states.get(0).getClaimSuspect()).isFalse();
        assertThat(states.get(1).getOccurredAt()).isEqualTo(NOW);
        assertThat(states.get(1).getClaimSuspect()).isTrue();
    }

    @Test
    void writesWithTheTimeOfObservation() {
        pipeline.observe(
                seen("Storm", "Two boats are missing.").setNativeId("e").setObservedAt(NOW.plusSeconds(5)).build());

        assertThat(pipeline.entries.readRecord().getRecordTime()).isEqualTo(NOW.plusSeconds(5));
        assertThat(pipeline.changes.readRecord().getRecordTime()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void remembersTheNamesOfABlog() {
        pipeline.observe(
                seen("Kremlin", "Kremlin spokesperson Dmitry Peskov spoke on Monday.").setNativeId("a").build(),
                seen("More", "Peskov added that nothing is planned.").setNativeId("b").setPosition(1).build(),
                seen("More", "Peskov added that nothing is planned.").setNativeId("b").setBlog("another")
                        .setPosition(1).build());

        var states = pipeline.changes().stream().map(change -> change.getState().orElseThrow()).toList();
        var peskov = states.get(0).getEntities().stream().filter(e -> e.getSurface().equals("Dmitry Peskov"))
                .findFirst()
                .orElseThrow();
        assertThat(states.get(1).getEntities()).anySatisfy(mention -> {
            assertThat(mention.getSurface()).isEqualTo("Peskov");
            assertThat(mention.getEntity()).isEqualTo(peskov.getEntity());
            assertThat(mention.getRule()).startsWith("memory");
        });
        assertThat(states.get(2).getEntities()).noneMatch(mention -> mention.getSurface().equals("Peskov"));
    }

    @Test
    void endsInTheSameStateInAnyOrderBetweenBlogs() {
        var blogs = List.of("a", "b", "c");
        var expected = statesOf(blogs, new Random(1));

        for (int seed = 2; seed < 6; seed++) {
            assertThat(statesOf(blogs, new Random(seed))).isEqualTo(expected);
        }
    }

    /// Feeds each blog's edits in their order, the blogs interleaved at random; ids, versions, texts and kinds.
    private static List<String> statesOf(List<String> blogs, Random random) {
        try (var pipeline = new Pipeline()) {
            var next = new int[blogs.size()];
            while (java.util.Arrays.stream(next).sum() < blogs.size() * 30) {
                int blog = random.nextInt(blogs.size());
                if (next[blog] < 30) {
                    int step = next[blog]++;
                    pipeline.observe(seen("Headline " + step % 7, "Text number " + step + " of Kyiv and Peskov.")
                            .setBlog(blogs.get(blog)).setNativeId("e" + step % 5).setLook(1 + step / 5)
                            .setPosition(step % 5).setObservedAt(NOW.plus(Duration.ofSeconds(random.nextInt(1000))))
                            .build());
                }
            }
            var states = new ArrayList<String>();
            pipeline.changes().forEach(change -> states.add(change.getBlog() + change.getEntry() + change.getKind()
                    + change.getVersion() + change.getState().orElseThrow().getContentHash()
                    + change.getState().orElseThrow().getEntities()));
            return states.stream().sorted().toList();
        }
    }

    private static Time at(String instant, TimePrecision precision) {
        return Time.newBuilder().setInstant(Instant.parse(instant)).setText(instant).setPrecision(precision).build();
    }
}
