package io.copydesk.enrich;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.enrich.state.Telling;
import io.copydesk.enrich.story.Wording;
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

    /// @param key an entry's id, a language or a tag
    record Keyed(String key, Output output) {}

    private final Serializer<Entry> entries;
    private final Serializer<Change> changes;
    private final Serializer<Telling> tellings = StateSerde.of(Telling.class).serializer();
    private final Wording wording = new Wording();

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
        outputs.add(new Keyed(id, new Output.EntryState(decided.isErased()
                ? null
                : measured(entries.serialize(Topics.ENTRIES.name(), decided.entry())))));
        decided.change().ifPresent(change -> {
            outputs.add(new Keyed(id,
                    new Output.EntryChange(measured(changes.serialize(Topics.CHANGES.name(), change)))));
            var telling = telling(decided);
            outputs.add(new Keyed(decided.language(),
                    new Output.EntryTelling(measured(tellings.serialize("", telling)))));
        });
        TagCounts.of(decided).forEach((tag, count) -> outputs.add(new Keyed(tag, new Output.TagCounted(count))));
        return outputs.stream();
    }

    /// Pure: it can fail on nothing but the entry.
    private Telling telling(Decided decided) {
        try {
            return wording.telling(decided.entry(), decided.language());
        } catch (RuntimeException e) {
            throw new FailedStepException("tell", e);
        }
    }

    static Bytes measured(byte[] value) {
        if (value.length > MAX_OUTPUT_BYTES) {
            throw new BadRecordException(Cause.TOO_LARGE,
                    "would become " + value.length + " bytes, more than " + MAX_OUTPUT_BYTES);
        }
        return Bytes.wrap(value);
    }
}
