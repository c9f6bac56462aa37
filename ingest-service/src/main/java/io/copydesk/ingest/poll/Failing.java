package io.copydesk.ingest.poll;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The sources whose last reading failed, and why.
final class Failing {
    private final Map<String, String> causes = new ConcurrentHashMap<>();

    void failed(String source, String cause) {
        causes.put(source, cause);
    }

    void recovered(String source) {
        causes.remove(source);
    }

    Map<String, String> causes() {
        return new TreeMap<>(causes);
    }
}
