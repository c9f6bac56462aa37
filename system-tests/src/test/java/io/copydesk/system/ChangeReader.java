package io.copydesk.system;

import io.copydesk.contracts.Change;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A downstream team's consumer, which is there before anything happens: remembers when each headline came.
final class ChangeReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    ChangeReader(String bootstrapServers, String registry) {
        thread = Thread.ofPlatform().name("change-reader").start(() -> read(bootstrapServers, registry));
    }

    private void read(String bootstrapServers, String registry) {
        try (var contracts = Contracts.connect(registry, Map.of());
                var consumer = new KafkaConsumer<String, Change>(
                        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                        new StringDeserializer(), contracts.serde(Topics.CHANGES).deserializer())) {
            var partitions = consumer.partitionsFor(Topics.CHANGES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(POLL).forEach(record -> record.value().getState()
                        .ifPresent(state -> seen.putIfAbsent(state.getHeadline(), System.nanoTime())));
            }
        }
    }

    boolean has(String headline) {
        return seen.containsKey(headline);
    }

    /// How many headlines begin so.
    long count(String beginning) {
        return seen.keySet().stream().filter(headline -> headline.startsWith(beginning)).count();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
