package io.copydesk.ingest.poll;

import io.copydesk.contracts.SourceStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How the sources fare that this instance polls now.
final class Standing {
    private final Map<String, SourceStatus> statuses = new ConcurrentHashMap<>();

    void now(String source, SourceStatus status) {
        statuses.put(source, status);
    }

    /// It is polled here no more.
    void gone(String source) {
        statuses.remove(source);
    }

    long count(SourceStatus status) {
        return statuses.values().stream().filter(status::equals).count();
    }
}
