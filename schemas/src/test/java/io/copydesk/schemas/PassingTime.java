package io.copydesk.schemas;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Time that passes only while somebody sleeps.
final class PassingTime extends Clock {
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");

    static Patience impatient() {
        return new PassingTime().patience(Duration.ZERO);
    }

    Patience patience(Duration oneWait) {
        return new Patience(oneWait, Duration.ofMinutes(5), Duration.ofMillis(100), Duration.ofSeconds(5), this,
                this::pass);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
