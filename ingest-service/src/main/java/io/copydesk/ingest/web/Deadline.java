package io.copydesk.ingest.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The end of one visit, whatever it is doing then.
final class Deadline {
    private final Duration whole;
    private long end;

    Deadline(Duration whole) {
        this.whole = whole;
        this.end = System.nanoTime() + whole.toNanos();
    }

    /// For as long as we kept it waiting ourselves.
    void postpone(long nanos) {
        end += nanos;
    }

    /// Does it when time is up, unless the future is cancelled first.
    CompletableFuture<Void> otherwise(Runnable cut) {
        return CompletableFuture.runAsync(cut,
                CompletableFuture.delayedExecutor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    FetchException exceeded() {
        return FetchException.of(Limit.TOO_SLOW, "no whole answer within " + whole.toSeconds() + " s");
    }
}
