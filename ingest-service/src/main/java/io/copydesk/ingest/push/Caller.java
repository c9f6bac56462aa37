package io.copydesk.ingest.push;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who sent a request, and what is asked of it.
///
/// @param signing empty when it need not sign
/// @param allowance empty when it may send as much as it can
record Caller(Optional<Signing> signing, Optional<Allowance> allowance) {
    /// Someone on this machine, where no key is configured.
    static final Caller LOCAL = new Caller(Optional.empty(), Optional.empty());

    /// Before a body is read, so that a caller without allowance costs little.
    void checkNotExhausted() {
        allowance.ifPresent(it -> it.exhausted().ifPresent(wait -> {
            throw new RefusedException(Refusal.RATE, it.inWords(), wait);
        }));
    }

    void checkSignature(@Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) {
        signing.flatMap(it -> it.fault(timestamp, signature, body, now)).ifPresent(fault -> {
            throw new RefusedException(Refusal.SIGNATURE, fault);
        });
    }

    /// Counts updates against the allowance, or refuses all of them.
    void charge(int updates) {
        allowance.ifPresent(it -> {
            if (updates > it.burst()) {
                throw new RefusedException(Refusal.REQUEST_TOO_LARGE,
                        "A request of this key may have " + it.burst() + " updates");
            }
            it.take(updates).ifPresent(wait -> {
                throw new RefusedException(Refusal.RATE, it.inWords(), wait);
            });
        });
    }

    /// What could not be passed on is not counted.
    void giveBack(int updates) {
        allowance.ifPresent(it -> it.giveBack(updates));
    }
}
