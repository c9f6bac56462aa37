package io.copydesk.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Bounds the series of every counter that has a `source`: so many sources, those that come first, have a label of their
/// own, and all others one together.
final class SourceLabels implements MeterFilter {
    static final String OTHERS = "(others)";
    private static final String SOURCE = "source";

    private final int most;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    SourceLabels(int most) {
        this.most = most;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        var source = id.getTag(SOURCE);
        return source == null || isNamed(source)
                ? id
                : id.replaceTags(Tags.of(id.getTags()).and(Tag.of(SOURCE, OTHERS)));
    }

    private synchronized boolean isNamed(String source) {
        return named.contains(source) || (named.size() < most && named.add(source));
    }
}
