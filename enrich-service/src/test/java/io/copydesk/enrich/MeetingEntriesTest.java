package io.copydesk.enrich;

import static io.copydesk.enrich.Pipeline.BLOG;
import static io.copydesk.enrich.Pipeline.NOW;
import static io.copydesk.enrich.Pipeline.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two ids that prove to be one entry, and two that must stay two.
class MeetingEntriesTest {
    private static final String TEXT = "The harbour is closed until noon today, the master says.";

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    private static Observation.Builder onPage() {
        return seen("Harbour", TEXT).setPermalink(BLOG + "#p1");
    }

    private static Observation.Builder inFeed() {
        return seen("Harbour", "Closed until noon: the harbour, says its master.").setSource("feed")
                .setNativeId("guid-1").setObservedAt(NOW.plusSeconds(60));
    }

    /// The feed names the page's fragment at last.
    private static Observation.Builder bridge() {
        return inFeed().setPermalink(BLOG + "#p1").setLook(2).setObservedAt(NOW.plusSeconds(120));
    }

    @Test
    void mergesTheYoungerIntoTheOlderWhenTheirEvidenceMeets() {
        pipeline.observe(onPage().build(), inFeed().build(), bridge().build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getKind).containsExactly(ChangeKind.NEW, ChangeKind.NEW,
                ChangeKind.CORRECTED, ChangeKind.MERGED);
        var kept = changes.get(2).getState().orElseThrow();
        var merged = changes.get(3).getState().orElseThrow();
        assertThat(kept.getId()).isEqualTo(changes.get(0).getEntry());
        assertThat(kept.getAliases()).contains("id:guid-1", "link:#p1");
        assertThat(merged.getId()).isEqualTo(changes.get(1).getEntry());
        assertThat(merged.getStatus()).isEqualTo(EntryStatus.MERGED);
        assertThat(merged.getMergedInto()).contains(kept.getId());
        assertThat(merged.getBody()).isEmpty();
        assertThat(merged.getVersion()).isEqualTo(2L << 20);
        assertThat(pipeline.entries.readValuesToList()).extracting(Entry::getId).endsWith(kept.getId(),
                merged.getId());
    }

    @Test
    void publishesTheAliasesOfBothEvenWhenTheTextStays() {
        pipeline.observe(onPage().build(), inFeed().build(),
                bridge().setHeadline("Harbour").setBody(TEXT).build());

        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW, ChangeKind.NEW,
                ChangeKind.MERGED);
        var kept = pipeline.entries.readValuesToList().get(2);
        assertThat(kept.getVersion()).isEqualTo((1L << 20) + 1);
        assertThat(kept.getAliases()).contains("id:guid-1", "link:#p1");
    }

    @Test
    void followsBothNamesToTheKeptEntryAfterwards() {
        pipeline.observe(onPage().build(), inFeed().build(), bridge().build());
        pipeline.changes();

        pipeline.observe(inFeed().setLook(3).setBody("The harbour opens at three.").build(),
                onPage().setLook(2).setBody("The harbour opens at four, says its master.").build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getKind).containsExactly(ChangeKind.CORRECTED, ChangeKind.CORRECTED);
        assertThat(changes).extracting(Change::getEntry).containsOnly(changes.getFirst().getEntry());
    }

    @Test
    void countsTheLooksOfBothSourcesForTheKeptEntry() {
        pipeline.observe(onPage().build(), inFeed().build(), bridge().build());
        pipeline.changes();

        for (int look = 2; look < 6; look++) {
            pipeline.observe(seen("", "").setPermalink(BLOG + "#p1").setSignal(Signal.ABSENT).setLook(look)
                    .setLookComplete(true).build());
        }

        assertThat(pipeline.changes()).as("the feed still shows it").isEmpty();
    }

    @Test
    void neverMergesWhatOneSourceHasShownTogether() {
        pipeline.observe(onPage().build(), onPage().setPermalink(BLOG + "#p2").setBody("Ferries run again.")
                .setPosition(1).build(),
                seen("Harbour", TEXT).setNativeId("n1").setPermalink(BLOG + "#p1").setUrl("https://h.example/a")
                        .setLook(2).build(),
                seen("Harbour", "Ferries run again.").setNativeId("n2").setPermalink(BLOG + "#p2")
                        .setUrl("https://h.example/a").setLook(2).setPosition(1).build());
        var meet = seen("Harbour", TEXT).setSource("feed").setNativeId("n1").setPermalink(BLOG + "#p2");
        pipeline.observe(meet.build(), meet.setLook(2).setBody(TEXT + " Again.").build());

        var changes = pipeline.changes();
        assertThat(changes).extracting(Change::getKind).doesNotContain(ChangeKind.MERGED);
        assertThat(changes).filteredOn(change -> change.getSource().equals("feed")).extracting(Change::getEntry)
                .as("the publisher's id decides").containsOnly(changes.getFirst().getEntry());
    }

    @Test
    void mergesWhatASourceShowedOneAfterTheOther() {
        pipeline.observe(onPage().build(),
                seen("", "").setPermalink(BLOG + "#p1").setSignal(Signal.ABSENT).setLook(2).setLookComplete(true)
                        .build(),
                seen("Harbour", "Something else stands here by now, and at length.").setPermalink(BLOG + "#p9")
                        .setLook(2).build(),
                seen("Harbour", TEXT).setSource("feed").setNativeId("n1").setPermalink(BLOG + "#p1").build(),
                seen("Harbour", TEXT).setSource("feed").setNativeId("n1").setPermalink(BLOG + "#p9").setLook(2)
                        .build());

        assertThat(pipeline.changes()).extracting(Change::getKind).contains(ChangeKind.MERGED);
    }

    @Test
    void leavesPushedUpdatesApartThatTheirSenderNumbers() {
        var push = seen("One", "The wind rises over the bay.").setSource("push").setLook(0);
        pipeline.observe(push.setNativeId("1").setUrl("https://h.example/1").build(),
                push.setNativeId("2").setUrl("https://h.example/2").setBody("Ferries stop for the day.").build(),
                push.setNativeId("1").setUrl("https://h.example/2").setBody("The wind rises.").build());

        assertThat(pipeline.changes()).extracting(Change::getKind).doesNotContain(ChangeKind.MERGED);
    }

    @Test
    void letsARetractionStandUntilItsSourceTakesItBack() {
        var feed = onPage().setSource("feed");
        pipeline.observe(onPage().build(), feed.build(),
                onPage().setSignal(Signal.RETRACTED).setBody("").setHeadline("").setLook(2).build(),
                feed.setLook(2).setObservedAt(NOW.plusSeconds(86_400)).build());
        assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW,
                ChangeKind.RETRACTED);

        pipeline.observe(onPage().setLook(3).setObservedAt(NOW.plusSeconds(90_000)).build());
        assertThat(pipeline.changes()).extracting(Change::getKind).isEqualTo(List.of(ChangeKind.RESTORED));
    }
}
