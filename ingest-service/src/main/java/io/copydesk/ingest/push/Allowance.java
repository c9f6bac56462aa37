package io.copydesk.ingest.push;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/// How many updates one key may send: so many a minute, and a burst after a while of silence.
final class Allowance {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final int burst;
    private final Bucket bucket;

    Allowance(int perMinute, int burst, TimeMeter time) {
        this.perMinute = perMinute;
        this.burst = burst;
        this.bucket = Bucket.builder().withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, MINUTE)).build();
    }

    /// The most that one request may hold, however long it waits.
    int burst() {
        return burst;
    }

    String inWords() {
        return "This key may send " + perMinute + " updates a minute, and " + burst + " at once";
    }

    /// Takes them all, or none and says when they could be taken.
    Optional<Duration> take(int updates) {
        var taken = bucket.tryConsumeAndReturnRemaining(updates);
        return taken.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(taken.getNanosToWaitForRefill()));
    }

    /// When one more could be taken, if none can now.
    Optional<Duration> exhausted() {
        var one = bucket.estimateAbilityToConsume(1);
        return one.canBeConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(one.getNanosToWaitForRefill()));
    }

    /// For those that could not be passed on after all.
    void giveBack(int updates) {
        bucket.addTokens(updates);
    }
}
