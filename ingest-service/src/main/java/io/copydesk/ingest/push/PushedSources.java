package io.copydesk.ingest.push;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The sources that callers name, as a metric's tag: the first hundred by their names, so that nobody can fill the
/// metrics by inventing more.
final class PushedSources {
    private static final int MAX_TAGS = 100;
    private static final String OTHER = "push-other";

    private final Set<String> named = ConcurrentHashMap.newKeySet();

    String tag(String source) {
        return named.contains(source) || (named.size() < MAX_TAGS && named.add(source)) ? source : OTHER;
    }
}
