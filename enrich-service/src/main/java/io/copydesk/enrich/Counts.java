package io.copydesk.enrich;

import io.copydesk.runtime.Timers;
import io.copydesk.schemas.BadRecordException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Counts what became of the observations of each source. Whoever pushes names its own source, so only so many names
/// get a counter of their own.
///
/// It looks at the wall clock, and nothing of what it says goes back into the topology.
final class Counts {
    /// Sources beyond these are counted together.
    static final int MOST_SOURCES = 10_000;
    static final String OTHERS = "(others)";
    /// The source of what cannot be read far enough to tell it.
    static final String UNREADABLE = "(unreadable)";

    private static final List<String> OUTCOMES = List.of("changed", "unchanged", "rejected");

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Timer> latencies;
    private final Timer work;
    private final Timer publicationDelay;
    private final Set<String> sources = ConcurrentHashMap.newKeySet();

    Counts(MeterRegistry meters) {
        this(meters, Clock.systemUTC());
    }

    Counts(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        // from the start on, so that the first of each is seen to be one more
        latencies = OUTCOMES.stream().collect(Collectors.toMap(Function.identity(),
                outcome -> Timers.of(meters, "copydesk.fetched.to.decided",
                        "from the look at an entry until it was decided what it is", "outcome", outcome)));
        work = Timers.of(meters, "copydesk.enrich.work", "all steps of one observation");
        publicationDelay = Timers.of(meters, "copydesk.published.to.fetched",
                "from when a publisher says it published a new entry to the look that showed it first");
        Arrays.stream(BadRecordException.Cause.values()).forEach(cause -> letters(DeadLetters.DECODE, cause.name()));
    }

    /// @param recordTime of the observation, milliseconds since 1970: when it was looked at
    /// @param begun [System#nanoTime] before its first step
    void decided(String source, List<Decided> decisions, long recordTime, long begun) {
        count(source, decisions.isEmpty() ? "unchanged" : "changed", recordTime);
        work.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        decisions.stream().filter(Decided::isNew).map(Decided::entry)
                .forEach(entry -> Timers.claim(entry).ifPresent(published -> publicationDelay.record(
                        Timers.between(published.toEpochMilli(), entry.getFirstObservedAt().toEpochMilli()))));
    }

    void rejected(String source, long recordTime) {
        count(source, "rejected", recordTime);
    }

    private void count(String source, String outcome, long recordTime) {
        Objects.requireNonNull(latencies.get(outcome)).record(Timers.between(recordTime, clock.millis()));
        boolean known = sources.contains(source) || (sources.size() < MOST_SOURCES && sources.add(source));
        meters.counter("copydesk.enrich.observations", "source", known || sources.contains(source) ? source : OTHERS,
                "outcome", outcome).increment();
    }

    void deadLetter(String stage, String cause) {
        letters(stage, cause).increment();
    }

    private Counter letters(String stage, String cause) {
        return meters.counter("copydesk.dead.letters", "stage", stage, "cause", cause);
    }
}
