package io.copydesk.command;

import static io.copydesk.schemas.admin.KafkaAnswers.answered;

import io.copydesk.runtime.ConfigurationException;
import io.copydesk.runtime.Neighbours;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Patience;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// Kafka and the contracts as a command sees them: what is committed by now, read to the end of now. A schema that the
/// registry does not know is not waited for.
final class Cluster implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /// Polls in a row without progress, 30 s in all, after which the broker counts as away.
    private static final int PATIENCE = 150;

    private final Neighbours neighbours;
    private final Contracts contracts;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private Cluster(Neighbours neighbours, Contracts contracts) {
        this.neighbours = neighbours;
        this.contracts = contracts;
        var settings = new HashMap<String, Object>(neighbours.kafka());
        settings.put("isolation.level", "read_committed");
        settings.put("allow.auto.create.topics", false);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// @throws io.copydesk.runtime.ConfigurationException with every problem of the settings
    static Cluster of(Map<String, String> environment) {
        var neighbours = Neighbours.of(environment);
        var patience = new Patience(Duration.ZERO, Duration.ZERO, POLL, POLL, Clock.systemUTC(), Thread::sleep);
        try {
            return new Cluster(neighbours,
                    new Contracts(Contracts.client(neighbours.registryUrl(), neighbours.registry()), patience));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of("COPYDESK_REGISTRY_…: " + e.getMessage()));
        }
    }

    Contracts contracts() {
        return contracts;
    }

    Map<String, String> kafka() {
        return neighbours.kafka();
    }

    /// @throws io.copydesk.schemas.BadRecordException when it does not decode
    <T extends SpecificRecordBase> @Nullable T value(Topic<T> topic, ConsumerRecord<byte[], byte[]> record) {
        return contracts.serde(topic).deserializer().deserialize(topic.name(), record.value());
    }

    List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream().map(each -> new TopicPartition(topic, each.partition())).toList();
    }

    /// Where every producer of Copydesk puts this key.
    TopicPartition partition(String topic, String key) {
        int hash = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
        return new TopicPartition(topic, hash % partitions(topic).size());
    }

    /// The newest record of this key, a tombstone too.
    Optional<ConsumerRecord<byte[], byte[]>> newest(String topic, String key) {
        var newest = new AtomicReference<ConsumerRecord<byte[], byte[]>>();
        read(List.of(partition(topic, key)), Optional.empty(), record -> {
            if (key.equals(key(record))) {
                newest.set(record);
            }
        });
        return Optional.ofNullable(newest.get());
    }

    /// The records of some partitions to their present ends.
    ///
    /// @param since leaves out what is older; a little more may come
    /// @throws TimeoutException when the broker stays away
    void read(Collection<TopicPartition> partitions, Optional<Instant> since,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        since.ifPresent(time -> seek(partitions, time));
        toEnd(consumer.endOffsets(partitions), reader);
    }

    /// The records from these offsets to the present ends.
    void read(Map<TopicPartition, Long> from, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        toEnd(consumer.endOffsets(from.keySet()), reader);
    }

    /// Reads on from these offsets until enough was seen, or the time is over.
    boolean await(Map<TopicPartition, Long> from, Duration within,
            Predicate<ConsumerRecord<byte[], byte[]>> isEnough) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        long until = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < until) {
            for (var record : consumer.poll(POLL)) {
                if (isEnough.test(record)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Behind the last committed record of each.
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /// What stands at this place, if it is still there.
    Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        if (!partitions(partition.topic()).contains(partition)) {
            return Optional.empty();
        }
        if (offset < consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, Long.MAX_VALUE)
                || offset >= consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L)) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        for (int polls = 0; polls < PATIENCE && consumer.position(partition) <= offset; polls++) {
            var records = consumer.poll(POLL).records(partition);
            if (!records.isEmpty()) {
                return Optional.of(records.getFirst()).filter(record -> record.offset() == offset);
            }
        }
        return Optional.empty();
    }

    private void seek(Collection<TopicPartition> partitions, Instant since) {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        var ends = consumer.endOffsets(partitions);
        consumer.offsetsForTimes(times).forEach((partition, found) -> consumer.seek(partition,
                found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
    }

    private void toEnd(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        int idle = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            var records = consumer.poll(POLL);
            idle = records.isEmpty() ? idle + 1 : 0;
            if (idle > PATIENCE) {
                throw new TimeoutException("no records from " + ends.keySet() + " though they have more");
            }
            records.forEach(reader);
        }
    }

    /// Sends all of them and waits for every acknowledgement.
    List<RecordMetadata> publish(List<ProducerRecord<byte[], byte[]>> records) {
        var settings = new HashMap<String, Object>(neighbours.kafka());
        settings.put("enable.idempotence", "true");
        settings.put("acks", "all");
        settings.put("max.request.size", Topics.MAX_RECORD_BYTES);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            records.forEach(record -> sent.add(producer.send(record)));
            var acknowledged = new ArrayList<RecordMetadata>();
            for (var each : sent) {
                acknowledged.add(answered(each));
            }
            return acknowledged;
        }
    }

    /// A record for a topic, with the time of what it tells.
    <T extends SpecificRecordBase> ProducerRecord<byte[], byte[]> record(Topic<T> topic, String key, T value,
            Instant time) {
        return new ProducerRecord<>(topic.name(), null, time.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8),
                contracts.serde(topic).serializer().serialize(topic.name(), value));
    }

    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try (contracts) {
            consumer.close();
        }
    }
}
