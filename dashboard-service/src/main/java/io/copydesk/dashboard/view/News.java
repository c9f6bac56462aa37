package io.copydesk.dashboard.view;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.SourceHealth;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Trend;

/// What a record of a topic says.
public sealed interface News {
    /// An entry has changed, as the feed of changes tells it.
    record Changed(Change change) implements News {}

    /// How an entry stands; of use while older records are read.
    record Stands(Entry entry) implements News {}

    /// An entry has expired, or was erased.
    record Forgotten(String entry) implements News {}

    /// An entry tells a story.
    record Linked(StoryLink link) implements News {}

    /// It tells none any more.
    record Unlinked(String entry) implements News {}

    /// How often something was named.
    record Counted(Trend trend) implements News {}

    /// How a source fares.
    record Fares(SourceHealth health) implements News {}

    /// A record that says nothing to us: its key is gone from a topic, or it cannot be read.
    record Nothing() implements News {}
}
