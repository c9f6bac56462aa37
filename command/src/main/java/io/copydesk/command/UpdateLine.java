package io.copydesk.command;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.push.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// One update of the push API on a line of its own, as if it had been seen when it says that it was published or changed.
final class UpdateLine {
    private UpdateLine() {}

    /// @param otherwise when an update was seen that does not say
    static Updates read(String line, Instant otherwise) {
        var updates = Updates.read(line.getBytes(StandardCharsets.UTF_8), Updates.Format.LINES, otherwise);
        return new Updates(updates.observations().stream().map(update -> seen(update, otherwise)).toList(),
                updates.faults());
    }

    static Observation seen(Observation update, Instant otherwise) {
        var at = update.getModified().or(update::getPublished).flatMap(Time::getInstant)
                .filter(time -> time.isAfter(Instant.EPOCH)).orElse(otherwise);
        return Observation.newBuilder(update).setObservedAt(at).build();
    }
}
