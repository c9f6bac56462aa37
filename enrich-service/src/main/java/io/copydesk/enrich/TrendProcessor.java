package io.copydesk.enrich;

import io.copydesk.contracts.Trend;
import io.copydesk.enrich.state.TagCount;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/// Counts the live entries that name a tag, by the window in which they occurred.
final class TrendProcessor extends ContextualProcessor<String, TagCount, String, Trend> {
    /// Names the topic by which counts come to the task of their tag.
    static final String TAGS = "tags";
    static final String WINDOWS = "tag-windows";

    private @Nullable WindowStore<String, Trend> windows;

    @Override
    public void init(ProcessorContext<String, Trend> context) {
        super.init(context);
        windows = context.getStateStore(WINDOWS);
    }

    @Override
    public void process(Record<String, TagCount> record) {
        var start = record.value().getWindowStart();
        var end = start.plus(TagCounts.WINDOW);
        if (end.plus(TagCounts.KEPT).isBefore(Instant.ofEpochMilli(record.timestamp()))) {
            return; // its window is gone from the topic and from the store
        }
        var store = Objects.requireNonNull(windows);
        var known = store.fetch(record.key(), start.toEpochMilli());
        long count = Math.max(0, (known == null ? 0 : known.getCount()) + record.value().getEntries());
        var trend = Trend.newBuilder().setTag(record.key()).setWindowStart(start).setWindowEnd(end)
                .setLabel(record.value().getLabel()).setCount(count)
                .setVersion(known == null ? 1 : known.getVersion() + 1).build();
        store.put(record.key(), trend, start.toEpochMilli());
        context().forward(record.withKey(record.key() + "|" + start.toEpochMilli()).withValue(trend));
    }
}
