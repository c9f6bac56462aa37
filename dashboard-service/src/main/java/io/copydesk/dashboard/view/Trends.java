package io.copydesk.dashboard.view;

import io.copydesk.contracts.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// How often each entity and topic was named, in windows of five minutes. Not safe for several threads.
///
/// A full window takes no further tag. Where there is no room for another count the oldest window goes, whole, and does
/// not come back: a part of it would look like a quiet time. Windows are numbered since 1970.
final class Trends {
    static final Duration WINDOW = Duration.ofMinutes(5);
    /// There is room for this many full windows: with 5,000 tags each, none of them in two, that is 38 MB.
    static final int FULL_WINDOWS = 32;
    private static final String TOPIC = "medtop:";

    private final Map<String, Series> tags = new HashMap<>();
    private final NavigableMap<Long, Integer> tagsByWindow = new TreeMap<>();
    private final long keptWindows;
    private final int mostTags;
    private long first = Long.MIN_VALUE;
    private int held;

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
        this.keptWindows = kept.dividedBy(WINDOW);
        this.mostTags = mostTags;
    }

    void put(Trend trend) {
        long window = number(trend.getWindowStart());
        forgetBefore(window - keptWindows);
        var known = tags.get(trend.getTag());
        if (window >= first && (known == null || !known.replace(window, trend))
                && tagsByWindow.getOrDefault(window, 0) < mostTags) {
            add(window, trend);
        }
    }

    private void add(long window, Trend trend) {
        if (held >= FULL_WINDOWS * mostTags) {
            forgetBefore(Math.min(window, tagsByWindow.firstKey()) + 1);
        }
        if (window >= first) {
            tags.computeIfAbsent(trend.getTag(), Series::new).add(window, trend);
            tagsByWindow.merge(window, 1, Integer::sum);
            held++;
        }
    }

    private void forgetBefore(long window) {
        first = Math.max(first, window);
        var gone = tagsByWindow.headMap(first, false);
        if (!gone.isEmpty()) {
            held -= gone.values().stream().mapToInt(Integer::intValue).sum();
            gone.clear();
            tags.values().removeIf(series -> !series.lasts(first));
        }
    }

    /// How many counts there are, of all windows and tags.
    int size() {
        return held;
    }

    /// @param now the chart ends with the window that is open at this time
    Chart chart(Instant now, Duration length, int lines) {
        long seconds = WINDOW.toSeconds();
        long until = number(now) + 1;
        int size = Math.toIntExact(Math.ceilDiv(length.toSeconds(), seconds));
        long from = until - size;
        var entities = new PriorityQueue<>(Sum.LEAST_FIRST);
        var topics = new PriorityQueue<>(Sum.LEAST_FIRST);
        for (var series : tags.values()) {
            long total = series.total(from, until);
            if (total > 0) {
                var most = series.tag.startsWith(TOPIC) ? topics : entities;
                most.add(new Sum(series, total));
                if (most.size() > lines) {
                    most.remove();
                }
            }
        }
        return new Chart(seconds, Instant.ofEpochSecond(from * seconds), Instant.ofEpochSecond(until * seconds),
                lines(entities, from, size), lines(topics, from, size));
    }

    private static List<Line> lines(PriorityQueue<Sum> most, long from, int size) {
        return most.stream().sorted(Sum.LEAST_FIRST.reversed())
                .map(sum -> new Line(sum.series.tag, sum.series.label, sum.total, sum.series.counts(from, size)))
                .toList();
    }

    private static long number(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), WINDOW.toSeconds());
    }

    private record Sum(Series series, long total) {
        static final Comparator<Sum> LEAST_FIRST = Comparator.comparingLong(Sum::total)
                .thenComparing(sum -> sum.series.tag, Comparator.reverseOrder());
    }

    /// What is known of one tag: its texts once, and three numbers a window in one array, as there are so many.
    private static final class Series {
        private static final int COUNT = 1;
        private static final int VERSION = 2;
        private static final int NUMBERS = 3;

        private final String tag;
        /// As it was told last.
        private String label = "";
        private long[] cells = {};
        private int end;

        Series(String tag) {
            this.tag = tag;
        }

        /// @return false where the window is not known
        boolean replace(long window, Trend trend) {
            for (int at = end - NUMBERS; at >= 0; at -= NUMBERS) {
                if (cells[at] == window) {
                    if (trend.getVersion() >= cells[at + VERSION]) {
                        set(at, window, trend);
                    }
                    return true;
                }
            }
            return false;
        }

        void add(long window, Trend trend) {
            if (end == cells.length) {
                cells = Arrays.copyOf(cells, end + Math.max(1, end / NUMBERS / 2) * NUMBERS);
            }
            set(end, window, trend);
            end += NUMBERS;
        }

        private void set(int at, long window, Trend trend) {
            cells[at] = window;
            cells[at + COUNT] = trend.getCount();
            cells[at + VERSION] = trend.getVersion();
            label = trend.getLabel();
        }

        /// Forgets the windows before this one.
        ///
        /// @return false where none is left
        boolean lasts(long window) {
            int left = 0;
            for (int at = 0; at < end; at += NUMBERS) {
                if (cells[at] >= window) {
                    System.arraycopy(cells, at, cells, left, NUMBERS);
                    left += NUMBERS;
                }
            }
            if (left < end) {
                cells = Arrays.copyOf(cells, left);
                end = left;
            }
            return end > 0;
        }

        long total(long from, long until) {
            long total = 0;
            for (int at = 0; at < end; at += NUMBERS) {
                if (cells[at] >= from && cells[at] < until) {
                    total += cells[at + COUNT];
                }
            }
            return total;
        }

        List<Long> counts(long from, int size) {
            var counts = new long[size];
            for (int at = 0; at < end; at += NUMBERS) {
                if (cells[at] >= from && cells[at] < from + size) {
                    counts[Math.toIntExact(cells[at] - from)] = cells[at + COUNT];
                }
            }
            return LongStream.of(counts).boxed().toList();
        }
    }
}
