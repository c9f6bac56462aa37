package io.copydesk.enrich;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what became of the observations of each source. Whoever pushes names its own source, so only so many names
/// get a counter of their own.
final class Counts {
    /// Sources beyond these are counted together.
    static final int MOST_SOURCES = 10_000;
    static final String OTHERS = "(others)";
    /// The source of what cannot be read far enough to tell it.
    static final String UNREADABLE = "(unreadable)";

    private final MeterRegistry meters;
    private final Set<String> sources = ConcurrentHashMap.newKeySet();

    Counts(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(String source, String outcome) {
        boolean known = sources.contains(source) || (sources.size() < MOST_SOURCES && sources.add(source));
        meters.counter("copydesk.enrich.observations", "source", known || sources.contains(source) ? source : OTHERS,
                "outcome", outcome).increment();
    }

    void deadLetter(String stage, String cause) {
        meters.counter("copydesk.dead.letters", "stage", stage, "cause", cause).increment();
    }
}
