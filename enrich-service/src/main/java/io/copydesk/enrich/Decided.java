package io.copydesk.enrich;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.FieldChange;
import io.copydesk.contracts.Observation;
import io.copydesk.enrich.revision.Erasure;
import java.util.List;
import java.util.Optional;

/// What an observation makes of one entry.
///
/// @param before as state knew it; empty for a new entry
/// @param entry its new state, tagged
/// @param change for the feed; empty when only its aliases grew
/// @param language by which its stories are partitioned
record Decided(Optional<Entry> before, Entry entry, Optional<Change> change, String language) {
    static Decided changed(Observation seen, ChangeKind kind, Optional<Entry> before, Entry entry,
            List<FieldChange> diff, String language) {
        return new Decided(before, entry, Optional.of(Change.newBuilder().setEntry(entry.getId())
                .setBlog(entry.getBlog()).setKind(kind).setVersion(entry.getVersion())
                .setRevision(entry.getRevision()).setSource(seen.getSource()).setLook(seen.getLook())
                .setObservedAt(seen.getObservedAt()).setDiff(diff).setState(entry).build()), language);
    }

    /// The reason is all that such a change tells of a difference.
    ///
    /// @param request its body is the operator's reason
    /// @param record what is left of the entry
    static Decided erased(Observation request, Optional<Entry> before, Entry record, String language) {
        return new Decided(before, record, Optional.of(Change.newBuilder().setEntry(record.getId())
                .setBlog(record.getBlog()).setKind(ChangeKind.ERASED).setVersion(record.getVersion())
                .setRevision(record.getRevision()).setSource(request.getSource()).setLook(request.getLook())
                .setObservedAt(request.getObservedAt()).setDiff(List.of(
                        FieldChange.newBuilder().setField("reason").setAfter(request.getBody()).build()))
                .build()), language);
    }

    /// Whether its entry was never seen before.
    boolean isNew() {
        return change.isPresent() && change.get().getKind() == ChangeKind.NEW;
    }

    /// Whether its state on the topic is a tombstone.
    boolean isErased() {
        return Erasure.isErased(entry);
    }
}
