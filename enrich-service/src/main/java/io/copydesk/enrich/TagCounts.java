package io.copydesk.enrich;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.enrich.state.TagCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// What a decision changes in the trends: a window counts the live entries that occurred in it and name a tag. So a new
/// entry adds one to each of its tags, a retraction or a merge takes it back, and new tags move it.
final class TagCounts {
    static final Duration WINDOW = Duration.ofMinutes(5);
    /// Windows older than this are not kept, and not counted any more.
    static final Duration KEPT = Duration.ofDays(7);

    private TagCounts() {}

    /// By tag, in the order of the tags.
    static Map<String, TagCount> of(Decided decided) {
        var before = decided.before().map(TagCounts::labels).orElse(Map.of());
        var after = labels(decided.entry());
        var window = windowOf(decided.entry().getOccurredAt());
        var counts = new TreeMap<String, TagCount>();
        after.forEach((tag, label) -> {
            if (!before.containsKey(tag)) {
                counts.put(tag, count(label, window, 1));
            }
        });
        before.forEach((tag, label) -> {
            if (!after.containsKey(tag)) {
                counts.put(tag, count(label, window, -1));
            }
        });
        return counts;
    }

    static Instant windowOf(Instant time) {
        long size = WINDOW.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), size) * size);
    }

    private static TagCount count(String label, Instant window, int entries) {
        return TagCount.newBuilder().setLabel(label).setWindowStart(window).setEntries(entries).build();
    }

    /// Label by entity key or topic code.
    private static Map<String, String> labels(Entry entry) {
        var labels = new TreeMap<String, String>();
        if (entry.getStatus() == EntryStatus.LIVE) {
            entry.getEntities().forEach(mention -> labels.put(mention.getEntity(), mention.getLabel()));
            entry.getTopics().forEach(topic -> labels.put(topic.getCode(), topic.getLabel()));
        }
        return labels;
    }
}
