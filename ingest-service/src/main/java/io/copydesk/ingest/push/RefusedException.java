package io.copydesk.ingest.push;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A request that is not taken, and what its caller hears of it.
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final boolean NO_TRACE = false;

    private final Refusal refusal;
    private final transient List<Fault> faults;
    private final transient Optional<Duration> retryAfter;

    RefusedException(Refusal refusal, String detail) {
        this(refusal, detail, List.of(), Optional.empty());
    }

    RefusedException(Refusal refusal, String detail, List<Fault> faults) {
        this(refusal, detail, faults, Optional.empty());
    }

    RefusedException(Refusal refusal, String detail, Duration retryAfter) {
        this(refusal, detail, List.of(), Optional.of(retryAfter));
    }

    private RefusedException(Refusal refusal, String detail, List<Fault> faults, Optional<Duration> retryAfter) {
        super(detail, null, NO_TRACE, NO_TRACE);
        this.refusal = refusal;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    Refusal refusal() {
        return refusal;
    }

    Problem problem() {
        return Problem.of(refusal, String.valueOf(getMessage()), faults);
    }

    /// Whole seconds, rounded up, so that nobody comes too early.
    Optional<Long> retryAfterSeconds() {
        return retryAfter.map(wait -> Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds()));
    }
}
