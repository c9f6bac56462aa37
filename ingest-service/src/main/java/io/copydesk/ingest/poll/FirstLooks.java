package io.copydesk.ingest.poll;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Lets sources begin one after the other, however many begin at once: a few at once, thousands over a minute.
final class FirstLooks {
    private static final Duration APART = Duration.ofMillis(10);

    private final LongSupplier nanoTime;
    private long next;

    FirstLooks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /// @return how long to wait, at most one pause of the source
    synchronized Duration turn(Duration every) {
        long now = nanoTime.getAsLong();
        long turn = next - now > 0 ? next : now;
        next = turn + APART.toNanos();
        var wait = Duration.ofNanos(turn - now);
        return wait.compareTo(every) < 0 ? wait : every;
    }
}
