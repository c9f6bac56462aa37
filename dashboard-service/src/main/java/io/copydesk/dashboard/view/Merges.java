package io.copydesk.dashboard.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which entries proved to be others; the oldest are forgotten first.
final class Merges {
    private final int most;
    private final Map<String, String> merged = new LinkedHashMap<>();

    Merges(int most) {
        this.most = most;
    }

    void put(String entry, String into) {
        merged.put(entry, into);
        if (merged.size() > most) {
            merged.remove(merged.keySet().iterator().next());
        }
    }

    /// Nothing leads to this one any more.
    void forget(String entry) {
        merged.values().removeIf(entry::equals);
    }

    /// What this one proved to be, in the end.
    Optional<String> of(String entry) {
        var into = merged.get(entry);
        for (int step = 0; step < merged.size() && into != null && merged.containsKey(into); step++) {
            into = merged.get(into);
        }
        return Optional.ofNullable(into);
    }
}
