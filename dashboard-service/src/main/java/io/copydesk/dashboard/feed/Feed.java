package io.copydesk.dashboard.feed;

import io.copydesk.dashboard.view.News;
import io.copydesk.dashboard.view.View;
import io.copydesk.dashboard.view.ViewLimits;
import io.copydesk.runtime.Neighbours;
import io.copydesk.runtime.Readiness;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.RegistryUnavailableException;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the topics into a [View], on a thread of its own. First what the view is to begin with: changes, then how
/// entries stand, their stories, counts and sources; then what comes. A neighbour that is away is waited for.
public final class Feed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Feed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final int ANSWER_MS = 15_000;

    private final Map<String, String> kafka;
    private final Contracts contracts;
    private final Reader reader;
    private final Counter read;
    private final Counter unreadable;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().name("dashboard-feed").daemon(true).unstarted(this::run);
    private volatile String waiting = "it reads what there is";
    private volatile @Nullable View view;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /// Nothing is read before [#start()].
    public Feed(Neighbours neighbours, MeterRegistry meters) {
        this.kafka = neighbours.kafka();
        this.contracts = neighbours.contracts();
        this.reader = new Reader(contracts);
        this.read = Counter.builder("copydesk.dashboard.records").description("records that were read")
                .register(meters);
        this.unreadable = Counter.builder("copydesk.dashboard.unreadable")
                .description("records that were passed over, since they can never be read").register(meters);
    }

    public void start() {
        thread.start();
    }

    /// What is known; empty until that is all there was at the start.
    public Optional<View> view() {
        return Optional.ofNullable(view);
    }

    public Readiness readiness() {
        return waiting.isEmpty() ? new Readiness(true, "running") : new Readiness(false, waiting);
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
            var reading = new Reading(opened, known, begin(opened, topics, known));
            reading.upTo(topics.of(Topics.CHANGES));
            reading.upTo(topics.partitions());
            view = known;
            waiting = "";
            while (closing.getCount() > 0) {
                reading.turn();
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
                pause("it waits for Kafka: " + e.getMessage());
            }
        }
    }

    private List<Beginning> begin(Consumer<byte[], byte[]> opened, TopicsRead topics, View known)
            throws InterruptedException {
        while (true) {
            try {
                var beginnings = Beginning.of(opened, topics.partitions());
                opened.assign(topics.partitions());
                beginnings.forEach(each -> {
                    opened.seek(each.partition(), each.readFrom());
                    known.begin(each.index(), each.readFrom(), each.eventsFrom());
                });
                return beginnings;
            } catch (WakeupException e) {
                throw e;
            } catch (KafkaException e) {
                pause("it waits for Kafka: " + e.getMessage());
            }
        }
    }

    private void pause(String reason) throws InterruptedException {
        if (!reason.equals(waiting)) {
            log.atWarn().addKeyValue("reason", reason).log("The dashboard waits");
        }
        waiting = reason;
        if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    /// A consumer on its way through the topics.
    private final class Reading {
        private final Consumer<byte[], byte[]> from;
        private final View into;
        private final Map<TopicPartition, Beginning> beginnings = new HashMap<>();

        Reading(Consumer<byte[], byte[]> from, View into, List<Beginning> beginnings) {
            this.from = from;
            this.into = into;
            beginnings.forEach(each -> this.beginnings.put(each.partition(), each));
        }

        private Beginning of(TopicPartition partition) {
            return Objects.requireNonNull(beginnings.get(partition));
        }

        /// Reads these alone, to where they ended when it began.
        void upTo(Collection<TopicPartition> partitions) throws InterruptedException {
            var others = new ArrayList<>(beginnings.keySet());
            others.removeAll(partitions);
            from.resume(partitions);
            from.pause(others);
            while (partitions.stream().anyMatch(each -> from.position(each) < of(each).end())) {
                turn();
            }
        }

        void turn() throws InterruptedException {
            ConsumerRecords<byte[], byte[]> records;
            try {
                records = from.poll(POLL);
            } catch (WakeupException e) {
                throw e;
            } catch (KafkaException e) {
                pause("it waits for Kafka: " + e.getMessage());
                return;
            }
            try {
                for (var record : records) {
                    take(record);
                }
                waiting = view == null ? waiting : "";
            } catch (RegistryUnavailableException e) {
                // what was taken is known to the view, and changes nothing the second time
                records.partitions().forEach(each -> from.seek(each, records.records(each).getFirst().offset()));
                pause("it waits for the schema registry: " + e.getMessage());
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> record) {
            var beginning = of(new TopicPartition(record.topic(), record.partition()));
            into.take(beginning.index(), record.offset(), read(record), record.offset() >= beginning.eventsFrom());
            read.increment();
        }

        private News read(ConsumerRecord<byte[], byte[]> record) {
            try {
                return reader.read(record);
            } catch (BadRecordException e) {
                unreadable.increment();
                log.atWarn().addKeyValue("topic", record.topic()).addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset()).addKeyValue("cause", e.reason())
                        .log("A record cannot be read");
                return new News.Nothing();
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
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
            } else {
                thread.join(CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
