package io.copydesk.dashboard.view;

import io.copydesk.contracts.SourceHealth;
import io.copydesk.contracts.SourceStatus;
import java.time.Instant;

/// How a source fares.
///
/// @param since when that began
/// @param cause what was seen, for an operator; empty when it is well
/// @param failures looks that failed in a row
public record SourceState(String source, SourceStatus status, Instant since, String cause, int failures) {
    static SourceState of(SourceHealth health) {
        return new SourceState(health.getSource(), health.getStatus(), health.getSince(), health.getCause(),
                health.getFailures());
    }
}
