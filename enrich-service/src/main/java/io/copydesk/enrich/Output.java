package io.copydesk.enrich;

import org.apache.kafka.common.utils.Bytes;

/// A record on its way to a topic, already serialised and measured.
sealed interface Output {
    Bytes value();

    /// For `copydesk.entries`.
    record EntryState(Bytes value) implements Output {}

    /// For `copydesk.changes`.
    record EntryChange(Bytes value) implements Output {}

    /// For the task that links stories; its key is the language.
    record EntryTelling(Bytes value) implements Output {}
}
