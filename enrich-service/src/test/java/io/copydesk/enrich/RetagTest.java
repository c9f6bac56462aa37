package io.copydesk.enrich;

import static io.copydesk.enrich.Pipeline.NOW;
import static io.copydesk.enrich.Pipeline.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An operator asks for the tags of today.
class RetagTest {
    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    private void retag(String entry) {
        pipeline.pipe(Observation.newBuilder().setSource("retag").setBlog(Pipeline.BLOG).setNativeId(entry)
                .setSignal(Signal.RETAG).setObservedAt(NOW.plusSeconds(60)).build());
    }

    @Test
    void publishesAnEntryWhoseTagsAreOthersNow() {
        pipeline.observe(seen("", "Peskov denies it.").setNativeId("a").build(),
                seen("", "Kremlin spokesperson Dmitry Peskov spoke.").setNativeId("b").setPosition(1).build());
        var first = pipeline.changes().getFirst();
        assertThat(first.getState().orElseThrow().getEntities()).isEmpty();

        retag(first.getEntry());

        var change = pipeline.changes().getFirst();
        assertThat(change.getKind()).isEqualTo(ChangeKind.RETAGGED);
        assertThat(change.getRevision()).isEqualTo(1);
        assertThat(change.getVersion()).isEqualTo((1L << 20) + 1);
        assertThat(change.getDiff()).singleElement().satisfies(diff -> {
            assertThat(diff.getField()).isEqualTo("entities");
            assertThat(diff.getAfter()).startsWith("Dmitry Peskov");
        });
        assertThat(change.getState().orElseThrow().getEntities()).hasSize(1);
    }

    @Test
    void leavesAnEntryAloneWhoseTagsAreTheSame() {
        pipeline.observe(seen("", "Sirens sound over Kyiv.").setNativeId("a").build());
        var entry = pipeline.changes().getFirst().getEntry();

        retag(entry);
        retag("unknown");

        assertThat(pipeline.changes()).isEmpty();
        assertThat(pipeline.count("unchanged")).isEqualTo(2);
    }

    @Test
    void goesOnWithTheNextRevisionAfterwards() {
        pipeline.observe(seen("", "Peskov denies it.").setNativeId("a").build(),
                seen("", "Kremlin spokesperson Dmitry Peskov spoke.").setNativeId("b").setPosition(1).build());
        retag(pipeline.changes().getFirst().getEntry());
        pipeline.changes();
        pipeline.observe(seen("", "Peskov does not deny it any more.").setNativeId("a").setLook(2).build());

        assertThat(pipeline.changes()).extracting(Change::getVersion).containsExactly(2L << 20);
    }
}
