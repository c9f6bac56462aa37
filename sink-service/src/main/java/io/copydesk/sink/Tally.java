package io.copydesk.sink;

import io.copydesk.runtime.Timers;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The sink's counters: every record that was read counts once as written, unchanged or rejected.
final class Tally {
    private static final List<String> OUTCOMES = List.of("written", "unchanged", "rejected");
    private static final double[] BATCHES = {1, 10, 100, 1_000, 5_000};
    /// Of an entry that was never corrected, retracted or tagged anew.
    private static final long FIRST_VERSION = 1L << 20;

    private final String store;
    private final MeterRegistry meters;

    private final Clock clock;
    private final Timer fetchedToStored;
    private final Timer publishedToStored;
    private final Timer write;
    private final DistributionSummary batch;

    Tally(String store, String stage, List<Topic<?>> topics, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.meters = meters;
        this.clock = clock;
        fetchedToStored = Timers.of(meters, "copydesk.fetched.to.stored",
                "from the look behind a record until it was stored", "store", store);
        publishedToStored = Timers.of(meters, "copydesk.published.to.stored",
                "from when a publisher says it published a new entry until it was stored", "store", store);
        write = Timers.of(meters, "copydesk.sink.write", "one transaction of the store, or one file", "store", store);
        batch = DistributionSummary.builder("copydesk.sink.batch").baseUnit("records")
                .description("what was stored at once").tag("store", store)
                .serviceLevelObjectives(BATCHES).register(meters);
        // from the start on, so that the first of each is seen to be one more
        topics.forEach(topic -> OUTCOMES.forEach(outcome -> count(topic.name(), outcome, 0)));
        Arrays.stream(BadRecordException.Cause.values()).forEach(cause -> letters(stage, cause.name()));
    }

    /// A batch that is safe in the store.
    ///
    /// @param begun [System#nanoTime] before it was written
    void stored(List<Delivery> deliveries, long begun) {
        long now = clock.millis();
        write.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        batch.record(deliveries.size());
        deliveries.forEach(delivery -> {
            fetchedToStored.record(Timers.between(delivery.timestamp(), now));
            if (delivery.item() instanceof Item.State(var entry) && entry.getVersion() == FIRST_VERSION) {
                Timers.claim(entry).ifPresent(
                        published -> publishedToStored.record(Timers.between(published.toEpochMilli(), now)));
            }
        });
    }

    void written(String topic, int records) {
        count(topic, "written", records);
    }

    /// Already known, or outdated by a higher version in the store or in the same batch.
    void unchanged(String topic, int records) {
        count(topic, "unchanged", records);
    }

    void rejected(String topic, String stage, String cause) {
        count(topic, "rejected", 1);
        letters(stage, cause).increment();
    }

    private Counter letters(String stage, String cause) {
        return meters.counter("copydesk.dead.letters", "stage", stage, "cause", cause);
    }

    private void count(String topic, String outcome, int records) {
        meters.counter("copydesk.sink.records", "store", store, "topic", topic, "outcome", outcome).increment(records);
    }
}
