package io.copydesk.ingest.poll;

import io.copydesk.ingest.source.TopicReading;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.IngestStateKey;
import io.copydesk.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One partition of the sources, owned: what is remembered of its sources, and the only producer that may add to it.
/// Whoever opens the next session of the partition fences this one. After any failure a session is over: whether its
/// last transaction was committed is for the next one to read.
final class PartitionSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PartitionSession.class);
    static final String STAGE = "ingest-state";
    private static final Duration IN_HAND = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Map<String, SourceMemory> memories = new ConcurrentHashMap<>();
    private final CompletableFuture<KafkaException> broken = new CompletableFuture<>();
    private final ReentrantLock transaction = new ReentrantLock();
    private boolean closed;

    PartitionSession(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /// Fences the partition's former owner, then reads what is remembered.
    ///
    /// @throws KafkaException when the cluster or the registry stays away
    static PartitionSession open(int partition, Map<String, String> kafka, Wire wire, Tally tally) {
        var session = new PartitionSession(producer(partition, kafka));
        try {
            session.producer.initTransactions();
            session.readMemory(partition, kafka, wire, tally);
            return session;
        } catch (RuntimeException e) {
            session.producer.close(Duration.ZERO);
            throw e;
        }
    }

    private static Producer<byte[], byte[]> producer(int partition, Map<String, String> kafka) {
        var config = new HashMap<String, Object>(kafka);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "copydesk-ingest-" + partition);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 25_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void readMemory(int partition, Map<String, String> kafka, Wire wire, Tally tally) {
        var config = new HashMap<String, Object>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        var bad = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var causes = new ArrayList<BadRecordException.Cause>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicReading.toEnd(consumer, List.of(new TopicPartition(Topics.INGEST_STATE.name(), partition)), record -> {
                try {
                    remember(record, wire);
                } catch (BadRecordException e) {
                    bad.addAll(removal(record, e));
                    causes.add(e.reason());
                }
            });
        }
        if (!bad.isEmpty()) {
            commit(bad);
            causes.forEach(cause -> tally.deadLetter(STAGE, cause));
        }
    }

    private void remember(ConsumerRecord<String, byte[]> record, Wire wire) {
        if (record.key() == null) {
            throw new BadRecordException(BadRecordException.Cause.AGAINST_CONTRACT, "a state without a key");
        }
        var source = IngestStateKey.source(record.key());
        var memory = memory(source);
        var state = record.value() == null ? null : wire.state(record);
        if (record.key().equals(source)) {
            memory.rememberSource(state);
        } else {
            memory.rememberEntry(record.key().substring(source.length() + 1), state);
        }
    }

    /// What cannot be read is kept as a dead letter and its key emptied: it must not come back at each hand-over.
    private static List<ProducerRecord<byte[], byte[]>> removal(ConsumerRecord<String, byte[]> record,
            BadRecordException failure) {
        log.atWarn().addKeyValue("partition", record.partition()).addKeyValue("offset", record.offset())
                .addKeyValue("cause", failure.reason()).log("A state record cannot be read; its entry starts afresh");
        var key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
        var letter = DeadLetter.of(STAGE, record.topic(), record.partition(), record.offset(), key, record.value(),
                record.headers(), failure);
        return key == null
                ? List.of(letter)
                : List.of(letter, new ProducerRecord<>(record.topic(), record.partition(), key, null));
    }

    SourceMemory memory(String source) {
        return memories.computeIfAbsent(source, _ -> new SourceMemory());
    }

    /// Puts the records on their topics, all of them or none.
    ///
    /// @throws KafkaException when it cannot be known that it was done; the session is over
    void commit(List<ProducerRecord<byte[], byte[]>> records) {
        transaction.lock();
        try {
            if (closed) {
                throw new KafkaException("the partition was given up");
            }
            producer.beginTransaction();
            for (var record : records) {
                // a failed send fails the commit, which names it
                var _ = producer.send(record);
            }
            producer.commitTransaction();
        } catch (KafkaException e) {
            fail(e);
            throw e;
        } catch (IllegalStateException e) {
            var failure = new KafkaException(e); // what a fenced producer says when it is used again
            fail(failure);
            throw failure;
        } finally {
            transaction.unlock();
        }
    }

    /// Ends the session for a reason outside of it, such as a registry that is away.
    void fail(KafkaException failure) {
        broken.complete(failure);
    }

    /// Completes when the session is over before it was closed.
    CompletableFuture<KafkaException> broken() {
        return broken;
    }

    /// Lets the transaction in hand end.
    @Override
    public void close() {
        try {
            boolean idle = transaction.tryLock(IN_HAND.toMillis(), TimeUnit.MILLISECONDS);
            try {
                closed = true;
            } finally {
                if (idle) {
                    transaction.unlock();
                }
            }
            producer.close(idle && !broken.isDone() ? IN_HAND : Duration.ZERO);
        } catch (InterruptedException e) {
            producer.close(Duration.ZERO);
            Thread.currentThread().interrupt();
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }
}
