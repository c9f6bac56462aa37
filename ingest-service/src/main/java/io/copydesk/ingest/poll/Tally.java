package io.copydesk.ingest.poll;

import io.copydesk.contracts.SourceStatus;
import io.copydesk.ingest.Limits.Rejection;
import io.copydesk.runtime.Timers;
import io.copydesk.schemas.BadRecordException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Ingest's counters. They balance: what was seen is published, unchanged or rejected.
public final class Tally {
    private static final String OBSERVATIONS = "copydesk.ingest.observations";
    private static final String REJECTED = "copydesk.ingest.rejected";
    private static final String HEALTH = "copydesk.ingest.health";
    private static final String PUSH = "push";
    private static final String LOOKS = "copydesk.ingest.looks";

    private static final List<String> LOOK_OUTCOMES = List.of("shown", "nothing", "failed");
    private static final List<SourceStatus> STATUSES = List.of(SourceStatus.HEALTHY, SourceStatus.FAILING,
            SourceStatus.STALE, SourceStatus.DRIFTING);
    private static final List<String> STAGES = List.of(Polling.STAGE, PartitionSession.STAGE);

    private final MeterRegistry meters;
    private final Standing standing = new Standing();
    private final Counter pushedRecords;
    private final Counter polledRecords;

    public Tally(MeterRegistry meters) {
        this.meters = meters;
        // from the start on, so that the first of each is seen to be one more
        pushedRecords = records("pushed");
        polledRecords = records("polled");
        LOOK_OUTCOMES.forEach(this::lookTimer);
        STAGES.forEach(stage -> Arrays.stream(BadRecordException.Cause.values())
                .forEach(cause -> letters(stage, cause)));
        STATUSES.forEach(status -> Gauge.builder("copydesk.ingest.sources", standing, all -> all.count(status))
                .description("sources that this instance polls").strongReference(true)
                .tag("status", inWords(status)).register(meters));
    }

    /// Pushed updates that Kafka has acknowledged.
    public void pushed(String source, int count) {
        published(source, count);
        pushedRecords.increment(count);
    }

    void published(String source, int count) {
        observations(source, "published", count);
    }

    void unchanged(String source, int count) {
        observations(source, "unchanged", count);
    }

    /// Records on `copydesk.raw` that a look left there: what is new or different, and absences.
    void polled(int records) {
        polledRecords.increment(records);
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

    /// A reason for which pushes may be refused: counted from 0 on, so that the first is seen to be one more.
    public void mayReject(String reason) {
        meters.counter(REJECTED, "reason", reason, "source", PUSH);
    }

    /// A push that was refused whole, under the name of the reason.
    public void rejected(String reason) {
        rejected(reason, PUSH);
    }

    /// Something of a source that was refused whole, under the name of the reason.
    void rejected(String reason, String source) {
        meters.counter(REJECTED, "reason", reason, "source", source).increment();
    }

    /// A change of how a source fares.
    void status(String source, SourceStatus status) {
        meters.counter(HEALTH, "source", source, "status", inWords(status)).increment();
    }

    Standing standing() {
        return standing;
    }

    void deadLetter(String stage, BadRecordException.Cause cause) {
        letters(stage, cause).increment();
    }

    /// One reading of a source: `shown`, `nothing` or `failed`.
    void look(String source, String outcome, Duration took) {
        meters.counter(LOOKS, "source", source, "outcome", outcome).increment();
        lookTimer(outcome).record(took);
    }

    private Timer lookTimer(String outcome) {
        return Timers.of(meters, "copydesk.ingest.look", "reading a source, and publishing what is new", "outcome",
                outcome);
    }

    private Counter records(String way) {
        return Counter.builder("copydesk.ingest.raw.records").description("records that Kafka took on copydesk.raw")
                .tag("way", way).register(meters);
    }

    private Counter letters(String stage, BadRecordException.Cause cause) {
        return meters.counter("copydesk.dead.letters", "stage", stage, "cause", cause.name());
    }

    private static String inWords(SourceStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private void observations(String source, String outcome, int count) {
        if (count > 0) {
            meters.counter(OBSERVATIONS, "source", source, "outcome", outcome).increment(count);
        }
    }
}
