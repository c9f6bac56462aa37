package io.copydesk.enrich.revision;

import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.FieldChange;
import io.copydesk.enrich.state.Sightings;
import java.util.List;
import java.util.Optional;

/// What an observation made of its entry.
public sealed interface Revision {
    /// When each source last looked, this look included.
    Sightings sightings();

    /// Nothing that a reader would see.
    ///
    /// @param learned the entry with what this look taught of it, to be published with its next change
    record Unchanged(Sightings sightings, Optional<Entry> learned) implements Revision {}

    /// @param kind what happened
    /// @param entry the new state, not tagged yet
    /// @param diff what changed, field by field
    record Changed(ChangeKind kind, Entry entry, List<FieldChange> diff, Sightings sightings) implements Revision {}
}
