package io.copydesk.system;

import io.copydesk.ingest.source.TopicReading;
import java.util.ArrayList;
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
        var config = Map.<String, Object>of("bootstrap.servers", bootstrapServers, "isolation.level",
                "read_committed");
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicReading.toEnd(consumer, topic, records::add);
        }
        return records;
    }
}
