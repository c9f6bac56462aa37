package io.copydesk.system;

import io.copydesk.ingest.source.TopicReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads topics whole.
final class TopicContent {
    private TopicContent() {}

    /// All committed records.
    static List<ConsumerRecord<String, byte[]>> of(String topic, String bootstrapServers) {
        return of(topic, Map.of("bootstrap.servers", bootstrapServers));
    }

    /// @param kafka settings of Kafka's clients
    static List<ConsumerRecord<String, byte[]>> of(String topic, Map<String, String> kafka) {
        var config = new HashMap<String, Object>(kafka);
        config.put("isolation.level", "read_committed");
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicReading.toEnd(consumer, topic, records::add);
        }
        return records;
    }
}
