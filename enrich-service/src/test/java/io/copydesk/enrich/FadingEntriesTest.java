package io.copydesk.enrich;

import static io.copydesk.enrich.Pipeline.NOW;
import static io.copydesk.enrich.Pipeline.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import java.time.Duration;
import java.util.Iterator;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is kept of an entry that no look shows any more, and what becomes of it when one does.
class FadingEntriesTest {
    private static final Observation OLD = seen("Storm", "Two boats are missing off Northgate.").setNativeId("e")
            .setPermalink(Pipeline.BLOG + "#e").build();

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    /// Something else happens this many days later: the time of the records goes on.
    private void afterDays(int days) {
        pipeline.pipe(seen("Other", "Another blog, day " + days + ".").setBlog("https://other.example/live")
                .setNativeId("o" + days).setObservedAt(NOW.plus(Duration.ofDays(days))).build());
    }

    private static Observation.Builder again(int days) {
        return Observation.newBuilder(OLD).setLook(1 + days).setObservedAt(NOW.plus(Duration.ofDays(days)));
    }

    private long stored(String store, String part) {
        long found = 0;
        try (KeyValueIterator<String, Object> all = pipeline.driver.<String, Object>getKeyValueStore(store).all()) {
            for (Iterator<KeyValue<String, Object>> each = all; each.hasNext();) {
                found += each.next().key.contains(part) ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    void keepsAStubUnderTheStrongestAliasOnly() {
        pipeline.pipe(OLD);
        afterDays(38);

        assertThat(stored(BlogStores.ENTRIES, Pipeline.BLOG)).isZero();
        assertThat(stored(BlogStores.STUBS, Pipeline.BLOG)).isEqualTo(1);
        assertThat(stored(BlogStores.ALIASES, Pipeline.BLOG)).isEqualTo(1);
        assertThat(stored(BlogStores.NAMES, Pipeline.BLOG)).isZero();
        pipeline.driver.<String, Entry>getKeyValueStore(BlogStores.STUBS).all().forEachRemaining(
                stub -> assertThat(stub.value.toString()).doesNotContain("boats"));
    }

    @Test
    void goesOnWithItsRevisionsWhenItComesBackChanged() {
        pipeline.pipe(OLD);
        afterDays(60);
        pipeline.changes();
        pipeline.pipe(again(60).setBody("All boats are found.").build());

        var change = pipeline.changes().getFirst();
        assertThat(change.getKind()).isEqualTo(ChangeKind.CORRECTED);
        assertThat(change.getRevision()).isEqualTo(2);
    }

    @Test
    void saysNothingOfAnEntryThatComesBackUnchanged() {
        pipeline.pipe(OLD);
        afterDays(60);
        pipeline.changes();
        pipeline.pipe(again(60).build());
        assertThat(pipeline.changes()).isEmpty();
        assertThat(stored(BlogStores.STUBS, Pipeline.BLOG)).isZero();

        pipeline.pipe(again(61).setBody("Two boats are missing off Southgate.").build());
        assertThat(pipeline.changes().getFirst().getDiff().getFirst().getBefore()).isEqualTo("Northgate.");
    }

    @Test
    void comesToTheSameAnswerWhetherOrNotStateWasTidied() {
        pipeline.pipe(OLD);
        pipeline.pipe(again(33).setBody("All boats are found.").build()); // faded, not tidied yet

        var change = pipeline.changes().get(1);
        assertThat(change.getKind()).isEqualTo(ChangeKind.CORRECTED);
        assertThat(change.getDiff().getFirst().getBefore()).isEmpty();
    }

    /// As a rebuild does, which takes minutes for what took months.
    @Test
    void comesToTheSameAnswerWhenOldObservationsArePublishedWithTheCurrentTime() {
        var now = NOW.plus(Duration.ofDays(500));
        pipeline.pipe(OLD, now);
        pipeline.pipe(seen("Other", "Another blog.").setBlog("https://other.example/live").setNativeId("o").build(),
                now.plus(Tidying.EVERY.multipliedBy(2)));
        pipeline.pipe(again(10).setBody("Two boats are mising off Northgate.").build(),
                now.plus(Tidying.EVERY.multipliedBy(4)));

        var change = pipeline.changes().getLast();
        assertThat(change.getKind()).isEqualTo(ChangeKind.MINOR_EDIT);
        assertThat(change.getDiff().getFirst().getBefore()).contains("missing");
        assertThat(pipeline.entries.readKeyValuesToList()).allMatch(entry -> entry.value != null);
    }

    @Test
    void isKeptForAsLongAsALookShowsIt() {
        pipeline.pipe(OLD);
        for (int day = 1; day < 50; day++) {
            pipeline.pipe(again(day).build());
        }

        assertThat(stored(BlogStores.ENTRIES, Pipeline.BLOG)).isEqualTo(1);
        assertThat(pipeline.changes()).hasSize(1);
    }

    @Test
    void writesATombstoneAfterTheTimeThatIsPromisedAndRestoresWhatReturns() {
        pipeline.pipe(OLD);
        var id = pipeline.changes().getFirst().getEntry();
        afterDays(60);
        afterDays(401);
        afterDays(402);

        assertThat(pipeline.entries.readKeyValuesToList()).filteredOn(entry -> entry.value == null)
                .extracting(entry -> entry.key).containsExactly(id);

        pipeline.changes();
        pipeline.pipe(again(500).build());
        var change = pipeline.changes().getFirst();
        assertThat(change.getEntry()).isEqualTo(id);
        assertThat(change.getKind()).isEqualTo(ChangeKind.RESTORED);
        assertThat(change.getRevision()).isEqualTo(2);
        assertThat(change).extracting(Change::getState).isNotNull();
    }
}
