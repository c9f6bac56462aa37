package io.copydesk.sink.opensearch;

import io.copydesk.contracts.Entry;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The names of the indices. An entry stays in the month in which it was first observed, which never changes: nothing is
/// ever moved, and a month that nobody needs any more can be deleted as a whole.
record Indices(String prefix) {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

    /// The index that holds this entry: `copydesk-entries-2026-11`.
    String of(Entry entry) {
        return entries() + "-" + MONTH.format(entry.getFirstObservedAt());
    }

    /// The name under which readers find all months.
    String entries() {
        return prefix + "-entries";
    }

    String everyMonth() {
        return entries() + "-*";
    }

    String stories() {
        return prefix + "-stories";
    }
}
