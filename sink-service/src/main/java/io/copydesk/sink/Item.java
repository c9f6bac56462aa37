package io.copydesk.sink;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Trend;

/// What one record asks of a store.
public sealed interface Item {
    /// One look at one entry, as ingest published it.
    record Observed(Observation observation) implements Item {}

    /// The entry's current state, unless the store knows a higher version.
    record State(Entry entry) implements Item {}

    /// A tombstone on entries: forget the entry and its history.
    record Forgotten(String entry) implements Item {}

    /// One more line of an entry's history.
    record Changed(Change change) implements Item {}

    /// The entry's story, unless the store knows a higher link version.
    record Linked(StoryLink link) implements Item {}

    /// A tombstone on stories: the entry belongs to none.
    record Unlinked(String entry) implements Item {}

    /// How many entries name a tag in a window, unless the store knows a higher version of that number.
    record Counted(Trend trend) implements Item {}
}
