package io.copydesk.ingest.poll;

import io.copydesk.ingest.Parsers;
import io.copydesk.ingest.web.Manners;
import io.copydesk.ingest.web.Web;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.RegistryUnavailableException;
import io.copydesk.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This instance's part in the group that shares the partitions of the sources.
public final class Polling implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Polling.class);
    private static final String GROUP = "copydesk-ingest";
    static final String STAGE = "ingest-sources";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration LETS_GO_WITHIN = Duration.ofSeconds(8);

    private final Map<String, String> kafka;
    private final Wire wire;
    private final Web web;
    private final Readers readers;
    private final Tally tally;
    private final Consumer<ProducerRecord<byte[], byte[]>> deadLetters;
    private final Clock clock;
    private final Failing failing = new Failing();
    private final FirstLooks firstLooks = new FirstLooks(System::nanoTime);
    private final Map<Integer, OwnedPartition> owned = new ConcurrentHashMap<>();
    /// Where this group had read to before the partition came to us; a bad record before it is dead-lettered already.
    private final Map<Integer, Long> known = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean rejoin;
    private volatile boolean joined;
    private volatile boolean caughtUp;
    private volatile String trouble = "";
    private final CompletableFuture<Void> died = new CompletableFuture<>();

    /// @param deadLetters takes what cannot be read from the sources' topic
    public Polling(Map<String, String> kafka, Wire wire, Manners manners, Parsers parsers, Tally tally,
            Consumer<ProducerRecord<byte[], byte[]>> deadLetters, Clock clock) {
        this.kafka = Map.copyOf(kafka);
        this.wire = wire;
        this.web = new Web(manners, clock);
        this.readers = new Readers(web, parsers::of);
        this.tally = tally;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("ingest-sources").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Completes exceptionally with what ended the polling although it was not closed.
    public CompletableFuture<Void> died() {
        return died;
    }

    /// Whether this instance has its place in the group, and each of its partitions is polled.
    public boolean ready() {
        return joined && owned.values().stream().allMatch(OwnedPartition::isOpen);
    }

    /// Why the sources could not be followed at the last try; empty when they are.
    public String trouble() {
        return joined ? "" : trouble;
    }

    /// Whether every known source of this instance is read as far as it went.
    public boolean caughtUp() {
        return caughtUp;
    }

    /// The sources whose last reading failed, and why.
    public Map<String, String> failing() {
        return failing.causes();
    }

    @Override
    public void close() {
        closing.countDown();
        owned.values().forEach(OwnedPartition::stop);
        try {
            thread.join(LETS_GO_WITHIN.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // last: a fetch that this cuts off would look like a failure of its source
        web.close();
    }

    private void run() {
        try {
            followUntilClosed();
        } catch (RuntimeException | Error e) {
            log.atError().setCause(e).log("Polling has ended");
            died.completeExceptionally(e);
        }
    }

    private void followUntilClosed() {
        do {
            try (var consumer = new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer())) {
                var ownership = new Ownership(consumer);
                consumer.subscribe(List.of(Topics.SOURCES.name()), ownership);
                follow(consumer, ownership);
            } catch (KafkaException e) {
                trouble = String.valueOf(e.getMessage());
                log.atWarn().addKeyValue("cause", e.toString()).log("The sources cannot be followed; trying again");
            } finally {
                joined = false;
                caughtUp = false;
                letGo(List.copyOf(owned.keySet()));
            }
        } while (!isClosing(AGAIN));
    }

    private Map<String, Object> config() {
        var config = new HashMap<String, Object>(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        // another instance takes over within 10 s of a kill
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return config;
    }

    private void follow(KafkaConsumer<String, byte[]> consumer, Ownership ownership) {
        while (!isClosing(Duration.ZERO)) {
            if (rejoin) {
                rejoin = false;
                joined = false;
                consumer.unsubscribe();
                consumer.subscribe(List.of(Topics.SOURCES.name()), ownership);
            }
            var records = consumer.poll(POLL);
            for (var partition : records.partitions()) {
                for (var record : records.records(partition)) {
                    if (!take(record)) {
                        consumer.seek(partition, record.offset());
                        break;
                    }
                }
            }
            if (!records.isEmpty()) {
                consumer.commitAsync();
            }
            caughtUp = joined && !consumer.assignment().isEmpty() && consumer.assignment().stream()
                    .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0)
                    && owned.values().stream().allMatch(OwnedPartition::caughtUp);
        }
    }

    /// @return whether it was taken; if not, it is to be read again
    private boolean take(ConsumerRecord<String, byte[]> record) {
        var partition = owned.get(record.partition());
        if (partition == null) {
            return true; // taken from us, and told to whoever has it now
        }
        try {
            if (record.key() == null) {
                throw new BadRecordException(BadRecordException.Cause.AGAINST_CONTRACT, "a source without a key");
            }
            if (record.value() == null) {
                partition.remove(record.key());
            } else {
                partition.put(wire.source(record));
            }
            return true;
        } catch (BadRecordException e) {
            reject(record, e);
            return true;
        } catch (RegistryUnavailableException e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("Waiting for the schema registry");
            return false;
        }
    }

    private void reject(ConsumerRecord<String, byte[]> record, BadRecordException failure) {
        if (record.offset() >= known.getOrDefault(record.partition(), 0L)) {
            log.atWarn().addKeyValue("offset", record.offset()).addKeyValue("cause", failure.reason())
                    .log("A source's definition cannot be read");
            var key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
            deadLetters.accept(DeadLetter.of(STAGE, record.topic(), record.partition(), record.offset(), key,
                    record.value(), record.headers(), failure));
            tally.deadLetter(STAGE, failure.reason());
        }
    }

    private boolean isClosing(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void letGo(Collection<Integer> partitions) {
        var former = partitions.stream().map(owned::remove).filter(Objects::nonNull).toList();
        former.forEach(OwnedPartition::stop);
        long deadline = System.nanoTime() + LETS_GO_WITHIN.toNanos();
        former.forEach(
                partition -> partition.awaitStopped(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    }

    /// What the group gives to this instance and takes from it.
    private final class Ownership implements ConsumerRebalanceListener, OwnedPartition.Owner {
        private final KafkaConsumer<String, byte[]> consumer;

        Ownership(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            var committed = consumer.committed(Set.copyOf(partitions));
            // the topic is compacted: what it holds is the state, whoever read it before
            consumer.seekToBeginning(partitions);
            for (var assigned : partitions) {
                OffsetAndMetadata read = committed.get(assigned);
                known.put(assigned.partition(), read == null ? 0L : read.offset());
                int partition = assigned.partition();
                var owner = new OwnedPartition(partition, () -> PartitionSession.open(partition, kafka, wire, tally),
                        readers,
                        wire, tally, failing, clock, firstLooks, this);
                owned.put(partition, owner);
                owner.start();
            }
            joined = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            letGo(partitions.stream().map(TopicPartition::partition).toList());
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            joined = false;
            onPartitionsRevoked(partitions);
        }

        @Override
        public void fenced() {
            rejoin = true;
        }

        @Override
        public void died(Throwable failure) {
            died.completeExceptionally(failure);
        }
    }
}
