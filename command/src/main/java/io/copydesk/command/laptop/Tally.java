package io.copydesk.command.laptop;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What the services have counted since they started.
final class Tally {
    private static final String INGEST = "copydesk.ingest.observations";
    private static final String ABSENCES = "copydesk.ingest.absences";
    private static final String ENRICH = "copydesk.enrich.observations";
    private static final String SINK = "copydesk.sink.records";

    private final MeterRegistry meters;

    Tally(MeterRegistry meters) {
        this.meters = meters;
    }

    long read() {
        return sum(INGEST) + sum(ABSENCES);
    }

    long decided() {
        return sum(ENRICH);
    }

    /// In the database, whose rows `up` tells of at the end.
    long stored() {
        return sum(SINK, "store", "postgres");
    }

    long deadLetters() {
        return sum("copydesk.dead.letters");
    }

    /// Everything that this source showed, and what its complete looks missed: a look says that too.
    long observations(String source) {
        return sum(INGEST, "source", source) + sum(ABSENCES, "source", source);
    }

    /// What ingest knew already, and what enrich found to change nothing.
    long unchanged(String source) {
        return sum(INGEST, "source", source, "outcome", "unchanged")
                + sum(ENRICH, "source", source, "outcome", "unchanged");
    }

    long rejected(String source) {
        return sum(INGEST, "source", source, "outcome", "rejected")
                + sum(ENRICH, "source", source, "outcome", "rejected");
    }

    private long sum(String name, String... tags) {
        return (long) meters.find(name).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
    }
}
