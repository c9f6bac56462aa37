package io.copydesk.ingest.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Keeps two visits to one host apart, whichever sources they are for.
final class Hosts {
    private static final int TIDIED_EVERY = 1_024;

    private final LongSupplier nanoTime;
    /// When the next visit may begin.
    private final Map<String, Long> next = new HashMap<>();
    private int turns;

    Hosts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Takes the host's next turn.
    ///
    /// @param gap between this visit and the one after it
    /// @return how long to wait for it
    synchronized Duration turn(String host, Duration gap) {
        long now = nanoTime.getAsLong();
        if (++turns % TIDIED_EVERY == 0) {
            next.values().removeIf(time -> time - now <= 0);
        }
        Long free = next.get(host);
        long turn = free == null || free - now <= 0 ? now : free;
        next.put(host, turn + gap.toNanos());
        return Duration.ofNanos(turn - now);
    }
}
