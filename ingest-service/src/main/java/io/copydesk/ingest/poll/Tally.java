package io.copydesk.ingest.poll;

import io.copydesk.contracts.SourceStatus;
import io.copydesk.ingest.Limits.Rejection;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;

/// Ingest's counters. They balance: what was seen is published, unchanged or rejected.
public final class Tally {
    private static final String OBSERVATIONS = "copydesk.ingest.observations";
    private static final String REJECTED = "copydesk.ingest.rejected";
    private static final String HEALTH = "copydesk.ingest.health";
    private static final String LOOKS = "copydesk.ingest.looks";

    private final MeterRegistry meters;

    public Tally(MeterRegistry meters) {
        this.meters = meters;
    }

    public void published(String source, int count) {
        observations(source, "published", count);
    }

    void unchanged(String source, int count) {
        observations(source, "unchanged", count);
    }

    void absent(String source, int count) {
        if (count > 0) {
            meters.counter("copydesk.ingest.absences", "source", source).increment(count);
        }
    }

    void rejected(String source, List<Rejection> rejections) {
        observations(source, "rejected", rejections.size());
        rejections.forEach(rejection -> rejected(rejection.tag(), source));
    }

    /// A push that was refused whole, under the name of the reason.
    public void rejected(String reason) {
        rejected(reason, "push");
    }

    /// Something of a source that was refused whole, under the name of the reason.
    void rejected(String reason, String source) {
        meters.counter(REJECTED, "reason", reason, "source", source).increment();
    }

    /// A change of how a source fares.
    void status(String source, SourceStatus status) {
        meters.counter(HEALTH, "source", source, "status", status.name().toLowerCase(Locale.ROOT)).increment();
    }

    /// One reading of a source: `shown`, `nothing` or `failed`.
    void look(String source, String outcome) {
        meters.counter(LOOKS, "source", source, "outcome", outcome).increment();
    }

    private void observations(String source, String outcome, int count) {
        if (count > 0) {
            meters.counter(OBSERVATIONS, "source", source, "outcome", outcome).increment(count);
        }
    }
}
