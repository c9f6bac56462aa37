package io.copydesk.benchmarks;

import io.copydesk.benchmarks.Latencies.Taken;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.contracts.Entry;
import io.copydesk.dashboard.DashboardService;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// From a record's append to those who follow the dashboard's stream, against a plain consumer of the same topic: what
/// Kafka itself takes. Everybody runs in this process, so the memory is that of the readers too.
final class DashboardBench implements Benchmarks.Stage {
    private static final int READERS = 100;
    private static final Duration LENGTH = Duration.ofMinutes(1);
    private static final List<Integer> UPDATES_A_SECOND = List.of(50, 100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FilledCluster cluster;
    private final EmbeddedRegistry registry;
    private final Contracts contracts;
    private final DashboardService dashboard;
    private final EntryRecords records = new EntryRecords(Instant.now());
    private int written;

    DashboardBench(Path folder) {
        this.cluster = new FilledCluster(folder.resolve("kafka"));
        this.registry = EmbeddedRegistry.start(folder.resolve("registry"), cluster.bootstrapServers());
        try (var client = Contracts.client(registry.url(), Map.of())) {
            new SchemasAdmin(client).apply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.contracts = Contracts.connect(registry.url(), Map.of());
        this.dashboard = DashboardService.of(Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "COPYDESK_REGISTRY_URL", registry.url(), "COPYDESK_DASHBOARD_PORT", "0"), new SimpleMeterRegistry());
        dashboard.start();
        if (!waitUntil(() -> dashboard.readiness().ready())) {
            throw new IllegalStateException("the dashboard does not get ready: " + dashboard.readiness().reason());
        }
    }

    @Override
    public void run(PrintWriter out) {
        round(UPDATES_A_SECOND.getFirst(), Duration.ofSeconds(20)); // until everything is compiled
        for (int rate : UPDATES_A_SECOND) {
            var result = round(rate, LENGTH);
            out.printf("  %d updates a second for %d s, %d readers of the stream%n", rate, LENGTH.toSeconds(), READERS);
            result.limit().print(out, "append to a plain consumer");
            result.readers().print(out, "append to a reader");
            out.printf("    %-30s %,d of %,d, %d told twice%n", "missing", result.missing(),
                    (long) READERS * rate * LENGTH.toSeconds(), result.twice());
            out.printf("    %-30s %,d MB%n", "heap in use afterwards", heap());
        }
    }

    private record Result(Taken limit, Taken readers, long missing, long twice) {}

    private Result round(int rate, Duration length) {
        int first = written;
        int count = Math.toIntExact(rate * length.toSeconds());
        var times = new Latencies(first, count);
        try (var consumer = new PlainReader(cluster.bootstrapServers(), times.another());
                var readers = new StreamReaders(
                        URI.create("http://127.0.0.1:" + dashboard.port() + "/api/stream"), READERS, times)) {
            write(times, first, count, rate);
            var unused = waitUntil(() -> Stream.concat(readers.latencies().stream(), Stream.of(consumer.latencies()))
                    .allMatch(each -> each.seen() >= count));
            return new Result(Taken.of(List.of(consumer.latencies())), Taken.of(readers.latencies()),
                    readers.latencies().stream().mapToLong(each -> count - each.seen()).sum(),
                    readers.latencies().stream().mapToLong(Latencies::twice).sum());
        }
    }

    private void write(Latencies times, int first, int count, int rate) {
        var next = new AtomicInteger(first);
        cluster.fill(contracts, sending -> {
            try (var clock = Executors.newSingleThreadScheduledExecutor()) {
                var unused = clock.scheduleAtFixedRate(() -> {
                    int number = next.getAndIncrement();
                    if (number < first + count) {
                        Entry entry = records.tagged(number);
                        times.written(number);
                        sending.send(Topics.CHANGES, entry.getId(), EntryRecords.change(entry));
                    } else {
                        clock.shutdown();
                    }
                }, 0, 1_000_000_000 / rate, TimeUnit.NANOSECONDS);
                if (!clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("this machine cannot write " + rate + " updates a second");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        written = first + count;
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000;
    }

    /// @return whether it came true
    private static boolean waitUntil(BooleanSupplier condition) {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return condition.getAsBoolean();
    }

    @Override
    public void close() {
        dashboard.close();
        contracts.close();
        registry.close();
        cluster.close();
    }
}
