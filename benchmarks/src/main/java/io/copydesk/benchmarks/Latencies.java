package io.copydesk.benchmarks;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/// When each of a row of numbered updates came to one reader, counted from when it was written.
final class Latencies {
    private final int first;
    private final AtomicLongArray written;
    private final long[] took;
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger twice = new AtomicInteger();

    Latencies(int first, int count) {
        this(first, new AtomicLongArray(count));
    }

    private Latencies(int first, AtomicLongArray written) {
        this.first = first;
        this.written = written;
        this.took = new long[written.length()];
    }

    /// Those of another reader of the same updates.
    Latencies another() {
        return new Latencies(first, written);
    }

    /// To be called before it is handed to the producer.
    void written(int number) {
        written.set(number - first, System.nanoTime());
    }

    /// By the one thread that reads; of updates of an earlier row nothing is kept.
    void told(int number) {
        int index = number - first;
        if (index < 0 || index >= took.length) {
            return;
        }
        if (took[index] > 0) {
            twice.incrementAndGet();
            return;
        }
        took[index] = System.nanoTime() - written.get(index);
        seen.incrementAndGet();
    }

    int seen() {
        return seen.get();
    }

    int twice() {
        return twice.get();
    }

    /// What it took all readers of a kind, in ns.
    record Taken(long median, long p99, long most) {
        static Taken of(List<Latencies> readers) {
            var sorted = readers.stream().flatMapToLong(each -> Arrays.stream(each.took)).filter(each -> each > 0)
                    .sorted().toArray();
            return sorted.length == 0
                    ? new Taken(0, 0, 0)
                    : new Taken(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)],
                            sorted[sorted.length - 1]);
        }

        void print(PrintWriter out, String name) {
            out.printf("    %-30s p50 %.1f ms, p99 %.1f ms, most %.1f ms%n", name, median / 1e6, p99 / 1e6, most / 1e6);
        }
    }
}
