package io.copydesk.dashboard.feed;

import io.copydesk.dashboard.view.View;
import io.copydesk.dashboard.view.ViewLimits;
import io.copydesk.runtime.Neighbours;
import io.copydesk.runtime.Readiness;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Patience;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the topics into a [View], on a thread of its own. First what the view is to begin with: changes, then how
/// entries stand, their stories, counts and sources; then what comes. A neighbour that is away is waited for.
public final class Feed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Feed.class);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final int ANSWER_MS = 15_000;

    private final Map<String, String> kafka;
    private final Contracts contracts;
    private final Reader reader;
    private final Waiting waiting = new Waiting();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().name("dashboard-feed").daemon(true).unstarted(this::run);
    private volatile @Nullable View view;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /// Nothing is read before [#start()].
    public Feed(Neighbours neighbours, MeterRegistry meters) {
        this.kafka = neighbours.kafka();
        this.contracts = neighbours.contracts(Patience.ofReaders());
        this.reader = new Reader(contracts, meters);
    }

    public void start() {
        thread.start();
    }

    /// What is known; empty until that is all there was at the start.
    public Optional<View> view() {
        return Optional.ofNullable(view);
    }

    public Readiness readiness() {
        return waiting.readiness();
    }

    /// Completes with what killed it, or normally when it has been closed.
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    private void run() {
        try (contracts;
                var opened = new KafkaConsumer<>(consumerConfig(), new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer = opened;
            var topics = topics();
            var known = new View(topics.cluster(), topics.partitions().size(), ViewLimits.USUAL);
            var reading = new Reading(opened, reader, known, topics.partitions(), waiting);
            reading.upTo(topics.of(Topics.CHANGES));
            reading.upTo(topics.partitions());
            known.complete();
            view = known;
            waiting.goOn();
            while (!waiting.hasEnded()) {
                if (reading.turn()) {
                    waiting.goOn();
                }
            }
            stopped.complete(null);
        } catch (InterruptedException | WakeupException e) {
            stopped.complete(null); // it is being closed
        } catch (RuntimeException | Error e) {
            log.atError().setCause(e).log("The dashboard's feed died");
            stopped.completeExceptionally(e);
        }
    }

    private Map<String, Object> consumerConfig() {
        var config = new HashMap<String, Object>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return config;
    }

    private TopicsRead topics() throws InterruptedException {
        var config = new HashMap<String, Object>(kafka);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS / 2);
        while (true) {
            try {
                return TopicsRead.of(config);
            } catch (ExecutionException | KafkaException e) {
                waiting.waitFor("Kafka", e);
            }
        }
    }

    @Override
    public void close() {
        waiting.end();
        var open = consumer;
        if (open != null) {
            open.wakeup();
        }
        var known = view;
        if (known != null) {
            known.close();
        }
        try {
            if (thread.getState() == Thread.State.NEW) {
                contracts.close();
                stopped.complete(null);
            } else if (!thread.join(CLOSE)) {
                thread.interrupt(); // it waits for a neighbour, and has nothing to finish
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
