package io.copydesk.ingest;

import io.copydesk.contracts.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The order in which entries were published. Pages mostly show the newest first, some the oldest, some neither.
public final class OldestFirst {
    private OldestFirst() {}

    static List<Observation> of(List<Observation> entries) {
        return of(entries, OldestFirst::published);
    }

    /// @param entries in the order of the page
    /// @param published what each claims
    public static <T> List<T> of(List<T> entries, Function<T, Optional<Instant>> published) {
        var times = entries.stream().map(published).flatMap(Optional::stream).toList();
        var ordered = new ArrayList<>(rises(times) ? entries : entries.reversed());
        if (times.size() == entries.size()) {
            // stable: what carries one time stays in the order of the page
            ordered.sort(Comparator.comparing(entry -> published.apply(entry).orElseThrow()));
        }
        return ordered;
    }

    private static Optional<Instant> published(Observation entry) {
        return entry.getPublished().flatMap(time -> time.getInstant());
    }

    /// Whether the page reads from the oldest down: its times go up more often than down.
    private static boolean rises(List<Instant> times) {
        int balance = 0;
        for (int i = 1; i < times.size(); i++) {
            balance += Integer.signum(Objects.requireNonNull(times.get(i)).compareTo(times.get(i - 1)));
        }
        return balance > 0;
    }
}
