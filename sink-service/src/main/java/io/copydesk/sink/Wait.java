package io.copydesk.sink;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Waiting for a neighbour that is away: each failed try doubles the pause before the next, up to [#LONGEST].
///
/// @param what the neighbour
/// @param reason its last answer
/// @param pause how long this try waits
/// @param until when to try again
record Wait(String what, String reason, Duration pause, Instant until) {
    static final Duration FIRST = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(5);

    static Wait after(@Nullable Wait before, String what, String reason, Instant now) {
        var pause = before == null ? FIRST : before.pause.multipliedBy(2);
        if (pause.compareTo(LONGEST) > 0) {
            pause = LONGEST;
        }
        return new Wait(what, reason, pause, now.plus(pause));
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
