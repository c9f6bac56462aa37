package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Has the broker compact topics now, and waits until it has.
final class Compaction implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final byte[] NOBODY = "nobody".getBytes(StandardCharsets.UTF_8);

    private final String bootstrapServers;
    private final Admin admin;

    Compaction(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /// @param topics of which the first holds something to compact
    void force(String... topics) throws ExecutionException, InterruptedException {
        assertThat(isCompacted(topics[0])).isFalse();
        for (var topic : topics) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    Stream.of(new ConfigEntry("segment.ms", "100"),
                            new ConfigEntry("min.cleanable.dirty.ratio", "0.001"))
                            .map(entry -> new AlterConfigOp(entry, OpType.SET)).toList()))
                    .all().get();
        }
        await().atMost(WITHIN).pollInterval(Duration.ofSeconds(1)).until(() -> {
            roll(topics);
            return Stream.of(topics).allMatch(this::isCompacted);
        });
    }

    /// A segment ends when something comes after its time: a tombstone of nobody in each partition, which every store takes.
    private void roll(String... topics) throws ExecutionException, InterruptedException {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var topic : topics) {
                for (var partition : producer.partitionsFor(topic)) {
                    producer.send(new ProducerRecord<>(topic, partition.partition(), NOBODY, null)).get();
                }
            }
        }
    }

    /// Each key is there once, but for the tombstones that keep coming.
    private boolean isCompacted(String topic) {
        List<String> keys = TopicContent.of(topic, bootstrapServers).stream().filter(record -> record.value() != null)
                .map(record -> record.key()).toList();
        return keys.size() == keys.stream().distinct().count();
    }

    @Override
    public void close() {
        admin.close();
    }
}
