package io.copydesk.sink;

import io.copydesk.contracts.Entry;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A real store in the real loop, with Kafka's own mocks around both.
final class LoopedStore implements AutoCloseable {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.ENTRIES.name(), 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, new ByteArraySerializer(),
            new ByteArraySerializer());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<Long, Entry> entries = new HashMap<>();
    private final SinkLoop loop;

    LoopedStore(Store store) {
        var work = new Work(this::decode, store, new DeadLetters("sink-" + store.name(), () -> producer),
                new Tally(store.name(), "sink-" + store.name(), store.topics(), meters, Clock.systemUTC()));
        loop = new SinkLoop(store, true, consumer, work, Clock.systemUTC());
        consumer.subscribe(List.of(PARTITION.topic()), loop);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.rebalance(List.of(PARTITION));
    }

    void offer(Entry entry) {
        long offset = entries.size();
        entries.put(offset, entry);
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset,
                entry.getId().getBytes(StandardCharsets.UTF_8), new byte[0]));
    }

    void turn() {
        loop.turn();
    }

    /// Each with its key and cause.
    List<String> letters() {
        return producer.history().stream()
                .map(letter -> new String(letter.key(), StandardCharsets.UTF_8) + " "
                        + header(letter, DeadLetter.CAUSE))
                .toList();
    }

    List<String> messages() {
        var messages = new ArrayList<String>();
        producer.history().forEach(letter -> messages.add(header(letter, DeadLetter.MESSAGE)));
        return messages;
    }

    double counted(String outcome) {
        var counter = meters.find("copydesk.sink.records").tag("topic", PARTITION.topic())
                .tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    private Delivery decode(ConsumerRecord<byte[], byte[]> record) {
        var entry = Objects.requireNonNull(entries.get(record.offset()));
        return new Delivery(record.topic(), record.partition(), record.offset(), record.timestamp(), entry.getId(),
                new Item.State(entry));
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
