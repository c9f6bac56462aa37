package io.copydesk.runtime;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.ZoneOrigin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Histograms of durations. All have the same buckets, so that they can be laid beside each other; 2 s is what an update
/// may take to its stores.
public final class Timers {
    private static final Duration[] BUCKETS = Stream
            .of("PT0.005S", "PT0.01S", "PT0.025S", "PT0.05S", "PT0.1S", "PT0.25S", "PT0.5S", "PT1S", "PT2S", "PT5S",
                    "PT10S", "PT30S", "PT1M", "PT5M", "PT15M", "PT1H", "PT6H", "PT24H")
            .map(Duration::parse).toArray(Duration[]::new);

    private Timers() {}

    /// @param name as Micrometer has it: `copydesk.push.request` becomes `copydesk_push_request_seconds`
    /// @param tags name, value, name, value, …
    public static Timer of(MeterRegistry meters, String name, String description, String... tags) {
        return Timer.builder(name).description(description).tags(tags).serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    /// When the publisher says it published the entry, if that can be measured against: said to the minute or better, with
    /// its zone, and not far from when it was first seen.
    public static Optional<Instant> claim(Entry entry) {
        return entry.getPublished().filter(time -> !entry.getClaimSuspect())
                .filter(time -> time.getPrecision() == TimePrecision.MINUTE
                        || time.getPrecision() == TimePrecision.SECOND)
                .filter(time -> time.getZone() == ZoneOrigin.STATED || time.getZone() == ZoneOrigin.SOURCE)
                .flatMap(Time::getInstant);
    }

    /// Between two points of time of different clocks: never less than nothing.
    public static Duration between(long fromMillis, long toMillis) {
        return Duration.ofMillis(Math.max(0, toMillis - fromMillis));
    }
}
