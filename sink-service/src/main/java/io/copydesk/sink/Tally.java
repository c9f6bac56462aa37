package io.copydesk.sink;

import io.micrometer.core.instrument.MeterRegistry;

/// The sink's counters: every record that was read counts once as written, unchanged or rejected.
final class Tally {
    private final String store;
    private final MeterRegistry meters;

    Tally(String store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
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
        meters.counter("copydesk.dead.letters", "stage", stage, "cause", cause).increment();
    }

    private void count(String topic, String outcome, int records) {
        meters.counter("copydesk.sink.records", "store", store, "topic", topic, "outcome", outcome).increment(records);
    }
}
