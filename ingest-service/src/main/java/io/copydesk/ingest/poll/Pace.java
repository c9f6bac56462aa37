package io.copydesk.ingest.poll;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a source is left alone between two looks: a live blog as its operator says, a quiet one longer, one that has
/// ended a day, one that fails longer and longer. Never shorter than the server asks for, and never in step with others.
final class Pace {
    /// Without a change for this long, a blog counts as quiet: twice as long, and it is looked at half as often.
    static final Duration QUIET_AFTER = Duration.ofHours(2);
    static final int MOST_SLOWED = 5;
    /// A blog that has ended may be corrected or go on.
    static final Duration ENDED = Duration.ofDays(1);
    static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);
    /// Of a page that was there and is no more.
    static final Duration LONGEST_BACK_OFF_OF_GONE = Duration.ofHours(1);
    static final double JITTER = 0.1;
    private static final int MAX_DOUBLINGS = 10;

    private final Duration every;
    private final RandomGenerator random;

    Pace(Duration every, RandomGenerator random) {
        this.every = every;
        this.random = random;
    }

    /// What the last look tells about the next.
    ///
    /// @param failures in a row
    /// @param gone whether it failed because the page is there no more
    /// @param quiet how long nothing has changed
    /// @param ended whether the publisher says that the blog is over
    /// @param notBefore how long the server asks to be left alone
    record Looked(int failures, boolean gone, Duration quiet, boolean ended, Duration notBefore) {}

    Duration after(Looked looked) {
        var pause = longer(looked.failures() == 0 ? every : backOff(looked), rest(looked));
        var jittered = scaled(pause, 1 - JITTER + 2 * JITTER * random.nextDouble());
        // later by as much, so that those who were told the same do not all come back at once
        return longer(jittered, scaled(looked.notBefore(), 1 + JITTER * random.nextDouble()));
    }

    private Duration backOff(Looked looked) {
        var longest = longer(every, looked.gone() ? LONGEST_BACK_OFF_OF_GONE : LONGEST_BACK_OFF);
        var doubled = every.multipliedBy(1L << Math.min(looked.failures() - 1, MAX_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    private Duration rest(Looked looked) {
        if (looked.ended()) {
            return longer(every, ENDED);
        }
        double slowed = (double) looked.quiet().toMillis() / QUIET_AFTER.toMillis();
        return scaled(every, Math.clamp(slowed, 1, MOST_SLOWED));
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
