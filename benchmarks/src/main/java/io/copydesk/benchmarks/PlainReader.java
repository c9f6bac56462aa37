package io.copydesk.benchmarks;

import io.copydesk.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A consumer of the feed of changes that only looks at keys.
final class PlainReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Latencies latencies;
    private final Thread thread;
    private final CountDownLatch following = new CountDownLatch(1);
    private volatile boolean closed;

    /// Returns when it follows.
    PlainReader(String bootstrapServers, Latencies latencies) {
        this.latencies = latencies;
        this.thread = Thread.ofPlatform().name("plain-reader").start(() -> follow(bootstrapServers));
        try {
            following.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(String bootstrapServers) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.CHANGES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            following.countDown();
            while (!closed) {
                consumer.poll(POLL).forEach(record -> latencies.told(EntryRecords.number(record.key())));
            }
        } finally {
            following.countDown();
        }
    }

    Latencies latencies() {
        return latencies;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
