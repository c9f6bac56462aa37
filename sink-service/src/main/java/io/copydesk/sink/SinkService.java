package io.copydesk.sink;

import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.GroupLag;
import io.copydesk.runtime.Neighbours;
import io.copydesk.runtime.Readiness;
import io.copydesk.runtime.Service;
import io.copydesk.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Copies the committed stream into each of its stores. One store that is away holds up no other; one that dies ends the
/// service, which is then started again.
public final class SinkService implements Service {
    private final List<StoreWriter> writers;
    private final Supplier<GroupLag> lagging;
    private volatile @Nullable GroupLag lag;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    public SinkService(SinkConfiguration config, Neighbours neighbours, MeterRegistry meters) {
        var stores = Stores.of(config, neighbours);
        this.lagging = () -> GroupLag.start(neighbours.kafka(), stores.stream().collect(Collectors.toMap(
                StoreWriter::group, store -> store.topics().stream().map(Topic::name).toList())), meters);
        config.archive().folder().ifPresent(folder -> new DiskSpaceMetrics(Path.of(folder).toFile()).bindTo(meters));
        this.writers = stores.stream()
                .map(store -> new StoreWriter(store, config.sink().batchRecords(), neighbours, meters)).toList();
        writers.forEach(this::dieWith);
    }

    private void dieWith(StoreWriter writer) {
        var unused = writer.stopped().whenComplete((_, death) -> {
            if (death != null) {
                stopped.completeExceptionally(death);
            }
        });
    }

    public static SinkService of(Map<String, String> environment, MeterRegistry meters) {
        return new SinkService(Configuration.load(SinkConfiguration.class, environment), Neighbours.of(environment),
                meters);
    }

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public void start() {
        writers.forEach(StoreWriter::start);
        lag = lagging.get();
    }

    /// Ready when all are; the reason is that of the first that is not.
    @Override
    public Readiness readiness() {
        Stream<Readiness> all = writers.stream().map(StoreWriter::readiness);
        return all.filter(each -> !each.ready()).findFirst().orElse(new Readiness(true, "running"));
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            var measuring = lag;
            if (measuring != null) {
                measuring.close();
            }
            writers.forEach(StoreWriter::finish); // all of them before any is waited for
            writers.forEach(StoreWriter::close);
            stopped.complete(null);
        }
    }
}
