package io.copydesk.schemas;

import java.time.Clock;
import java.time.Duration;

/// How long a broken neighbour is waited for.
///
/// @param oneWait the longest that a call may block while the registry is away or does not know an id; well inside
///     every consumer's `max.poll.interval.ms`. Then the task restarts and waits again.
/// @param unknownId how long an unknown schema id is asked for, over all waits, before its record counts as bad
/// @param firstPause the first pause between two tries; it doubles up to `maxPause`
/// @param maxPause the longest pause between two tries
/// @param clock tells how long it has been
/// @param sleeper pauses
public record Patience(Duration oneWait, Duration unknownId, Duration firstPause, Duration maxPause, Clock clock,
        Sleeper sleeper) {

    /// `Thread.sleep`, replaceable by a test.
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    /// Of whoever may pass a record over and is watched by people.
    public static Patience ofReaders() {
        return new Patience(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMillis(100),
                Duration.ofSeconds(2), Clock.systemUTC(), pause -> Thread.sleep(pause.toMillis()));
    }

    public static Patience ofServices() {
        return new Patience(Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofMillis(100),
                Duration.ofSeconds(5), Clock.systemUTC(), pause -> Thread.sleep(pause.toMillis()));
    }
}
