package io.copydesk.enrich;

import io.copydesk.enrich.state.TagCount;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// A record on its way to a topic.
sealed interface Output {
    /// For `copydesk.entries`, serialised and measured; a tombstone when null.
    record EntryState(@Nullable Bytes value) implements Output {}

    /// For `copydesk.changes`, serialised and measured.
    record EntryChange(Bytes value) implements Output {}

    /// For the task that links stories, serialised and measured; keyed by language.
    record EntryTelling(Bytes value) implements Output {}

    /// For the trends, keyed by tag.
    record TagCounted(TagCount count) implements Output {}
}
