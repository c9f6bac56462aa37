package io.copydesk.enrich;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;

/// Makes the records of what was decided, already serialised and measured, since a refused send would kill the thread.
final class Outputs {
    /// Room for key, headers and what Kafka adds to a record.
    static final int MAX_OUTPUT_BYTES = Topics.MAX_RECORD_BYTES - 64 * 1024;

    /// @param key an entry's id, or a tag
    record Keyed(String key, Output output) {}

    private final Serializer<Entry> entries;
    private final Serializer<Change> changes;

    Outputs(Contracts contracts) {
        this.entries = contracts.serde(Topics.ENTRIES).serializer();
        this.changes = contracts.serde(Topics.CHANGES).serializer();
    }

    List<Keyed> of(List<Decided> decisions) {
        return decisions.stream().flatMap(this::of).toList();
    }

    private Stream<Keyed> of(Decided decided) {
        var id = decided.entry().getId();
        var outputs = new ArrayList<Keyed>();
        outputs.add(new Keyed(id,
                new Output.EntryState(measured(entries.serialize(Topics.ENTRIES.name(), decided.entry())))));
        decided.change().ifPresent(change -> outputs.add(new Keyed(id,
                new Output.EntryChange(measured(changes.serialize(Topics.CHANGES.name(), change))))));
        TagCounts.of(decided).forEach((tag, count) -> outputs.add(new Keyed(tag, new Output.TagCounted(count))));
        return outputs.stream();
    }

    private static Bytes measured(byte[] value) {
        if (value.length > MAX_OUTPUT_BYTES) {
            throw new BadRecordException(Cause.TOO_LARGE,
                    "would become " + value.length + " bytes, more than " + MAX_OUTPUT_BYTES);
        }
        return Bytes.wrap(value);
    }
}
