package io.copydesk.dashboard.view;

import io.copydesk.contracts.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// How often each entity and topic was named, in windows of five minutes. Not safe for several threads.
final class Trends {
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final String TOPIC = "medtop:";

    private final NavigableMap<Instant, Map<String, Trend>> windows = new TreeMap<>();
    private final Duration kept;
    private final int mostTags;

    /// The most named, and how often in each window.
    ///
    /// @param window seconds
    /// @param from where the first window begins
    /// @param until where the last one ends
    public record Chart(long window, Instant from, Instant until, List<Line> entities, List<Line> topics) {
        public Chart {
            entities = List.copyOf(entities);
            topics = List.copyOf(topics);
        }
    }

    /// One entity or topic.
    ///
    /// @param counts entries that name it, a number a window
    public record Line(String tag, String label, long total, List<Long> counts) {
        public Line {
            counts = List.copyOf(counts);
        }
    }

    /// @param kept windows that began longer ago than this before the newest are forgotten
    /// @param mostTags of one window
    Trends(Duration kept, int mostTags) {
        this.kept = kept;
        this.mostTags = mostTags;
    }

    void put(Trend trend) {
        if (!windows.isEmpty() && trend.getWindowStart().isBefore(windows.lastKey().minus(kept))) {
            return;
        }
        var window = windows.computeIfAbsent(trend.getWindowStart(), _ -> new HashMap<>());
        if (window.size() < mostTags || window.containsKey(trend.getTag())) {
            window.merge(trend.getTag(), trend, (old, now) -> now.getVersion() >= old.getVersion() ? now : old);
        }
        windows.headMap(windows.lastKey().minus(kept), false).clear();
    }

    /// @param now the chart ends with the window that is open at this time
    Chart chart(Instant now, Duration length, int lines) {
        long seconds = WINDOW.toSeconds();
        var until = Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds);
        var from = until.minusSeconds(Math.ceilDiv(length.toSeconds(), seconds) * seconds);
        var labels = new HashMap<String, String>();
        var counts = new HashMap<String, long[]>();
        int size = Math.toIntExact(Duration.between(from, until).dividedBy(WINDOW));
        windows.subMap(from, true, until, false).forEach((start, tags) -> {
            int at = Math.toIntExact(Duration.between(from, start).dividedBy(WINDOW));
            tags.values().forEach(trend -> {
                labels.putIfAbsent(trend.getTag(), trend.getLabel());
                counts.computeIfAbsent(trend.getTag(), _ -> new long[size])[at] = trend.getCount();
            });
        });
        var all = counts.entrySet().stream()
                .map(each -> new Line(each.getKey(), labels.getOrDefault(each.getKey(), ""),
                        LongStream.of(each.getValue()).sum(), LongStream.of(each.getValue()).boxed().toList()))
                .filter(line -> line.total() > 0)
                .sorted(Comparator.comparingLong(Line::total).reversed().thenComparing(Line::tag)).toList();
        return new Chart(seconds, from, until, all.stream().filter(line -> !isTopic(line)).limit(lines).toList(),
                all.stream().filter(Trends::isTopic).limit(lines).toList());
    }

    private static boolean isTopic(Line line) {
        return line.tag().startsWith(TOPIC);
    }
}
