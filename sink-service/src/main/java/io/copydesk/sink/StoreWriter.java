package io.copydesk.sink;

import io.copydesk.runtime.ClientFigures;
import io.copydesk.runtime.Neighbours;
import io.copydesk.runtime.Readiness;
import io.copydesk.schemas.Contracts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies the committed stream into one store, with a thread and a consumer of its own. The consumer group is
/// `copydesk-sink-` and the store's name.
final class StoreWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoreWriter.class);
    private static final Duration FINISH = Duration.ofSeconds(20);
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final Store store;
    private final Contracts contracts;
    private final DeadLetters deadLetters;
    private final Consumer<byte[], byte[]> consumer;
    private final Work work;
    private final MeterRegistry meters;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Gauge waiting;
    private volatile @Nullable SinkLoop loop;
    private volatile @Nullable Thread thread;

    /// @param store is closed with this
    StoreWriter(Store store, int batchRecords, Neighbours neighbours, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
        this.contracts = neighbours.contracts();
        this.deadLetters = DeadLetters.connect("sink-" + store.name(), neighbours.kafka());
        this.consumer = consumer(group(store), batchRecords, neighbours.kafka());
        this.work = new Work(new Decoder(contracts)::decode, store, deadLetters,
                new Tally(store.name(), deadLetters.stage(), store.topics(), meters, Clock.systemUTC()));
        new ClientFigures(meters, "sink-" + store.name(), consumer::metrics).ofConsumer();
    }

    /// The consumer group of a store.
    static String group(Store store) {
        return "copydesk-sink-" + store.name();
    }

    private static Consumer<byte[], byte[]> consumer(String group, int batchRecords, Map<String, String> kafka) {
        var config = new HashMap<String, Object>();
        // a member that was killed is missed after this time; whoever sets another knows why
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        // what a batch of the largest bodies may take of the memory; each is there several times over while it is written
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
        config.putAll(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchRecords);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// Opens the store, and goes on without it when it is away: then the loop waits for it. A store that answers and
    /// refuses (wrong password, a migration that fails) is an error.
    void start() {
        boolean open = openedAtOnce();
        var started = new SinkLoop(store, open, consumer, work, Clock.systemUTC());
        loop = started;
        FunctionCounter.builder("copydesk.sink.waits", started, SinkLoop::waits)
                .description("how often the sink began to wait for a neighbour").tag("store", store.name())
                .register(meters);
        waiting = Gauge.builder("copydesk.sink.waiting", started, one -> one.waitingFor() == null ? 0 : 1)
                .description("1 while the sink waits for a neighbour that is away").tag("store", store.name())
                .register(meters);
        var runner = Thread.ofPlatform().name("sink-" + store.name()).daemon(true).unstarted(() -> run(started));
        thread = runner;
        runner.start();
    }

    private boolean openedAtOnce() {
        try {
            store.open();
            return true;
        } catch (StoreUnavailableException e) {
            log.atWarn().addKeyValue("store", store.name()).addKeyValue("cause", e.getMessage())
                    .log("store away at start");
            return false;
        }
    }

    private void run(SinkLoop started) {
        try (consumer; deadLetters; contracts; store) {
            started.run();
            consumer.close(CloseOptions.timeout(LEAVE));
        } catch (RuntimeException | Error e) {
            if (!closed.get()) {
                log.atError().setCause(e).addKeyValue("store", store.name()).log("sink died");
            }
            stopped.completeExceptionally(e);
        }
        stopped.complete(null);
    }

    Readiness readiness() {
        var running = loop;
        if (running == null || stopped.isDone()) {
            return new Readiness(false, running == null ? "not started" : "stopped");
        }
        return running.readiness();
    }

    /// Completes with what killed it, or normally when it has been closed.
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /// Tells it to end after its present turn; [#close()] waits for that.
    void finish() {
        closed.set(true);
        var running = loop;
        if (running != null) {
            running.finish();
        }
    }

    @Override
    public void close() {
        finish();
        var runner = thread;
        if (runner == null) {
            closeUnstarted();
            return;
        }
        if (waiting != null) {
            meters.remove(waiting);
        }
        join(runner);
    }

    private void closeUnstarted() {
        try (consumer; deadLetters; contracts; store) {
            stopped.complete(null);
        }
    }

    private static void join(Thread runner) {
        try {
            if (!runner.join(FINISH)) {
                runner.interrupt(); // it waits for the registry or a dead letter: nothing of that is committed
                runner.join(LEAVE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
