package io.copydesk.command;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.StoryLink;
import io.copydesk.schemas.TraceContext;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The way of one entry, from its looks to the stores.
///
/// @param ids the entry's, first; then those that were asked for and lead to it
/// @param current as `copydesk.entries` has it; empty when it is forgotten or erased
/// @param looks in the order of the topic
/// @param revisions in the order of the topic, those of all ids
/// @param links as far as the topic's log has not been compacted, the last one in force; empty ones are tombstones
/// @param stores empty when none is configured
/// @param unreadable letters of its blog that do not decode, so that nobody can tell whether they are of it
record EntryTrace(List<String> ids, String blog, Optional<Entry> current, List<Look> looks, List<Revised> revisions,
        List<Linked> links, List<StoreView> stores, List<Letter> letters, int unreadable) {

    /// Where a record stands.
    ///
    /// @param trace id of the trace that it is part of; empty when its header does not tell
    record Place(String topic, int partition, long offset, String trace) {
        static Place of(ConsumerRecord<?, ?> record) {
            return new Place(record.topic(), record.partition(), record.offset(),
                    TraceContext.of(record.headers()).map(TraceContext::traceId).orElse(""));
        }

        @Override
        public String toString() {
            return partition + "@" + offset + (trace.isEmpty() ? "" : "  trace " + trace);
        }
    }

    /// @param changes what it made; empty when nothing
    record Look(Place place, Observation observation, List<Change> changes) {}

    record Revised(Place place, Change change) {}

    record Linked(Place place, Optional<StoryLink> link) {}

    /// Version of an entry, as people say it: its revision, a point and the number of its tagging.
    static String version(long version) {
        return (version >> 20) + "." + (version & ((1 << 20) - 1));
    }
}
