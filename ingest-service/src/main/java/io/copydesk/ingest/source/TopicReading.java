package io.copydesk.ingest.source;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Reads a compacted topic to its end, as it was when the reading began.
public final class TopicReading {
    private static final Duration POLL = Duration.ofMillis(200);
    /// Polls in a row without progress, 30 s in all, after which the broker counts as away.
    private static final int PATIENCE = 150;

    private TopicReading() {}

    /// All partitions.
    public static void toEnd(KafkaConsumer<String, byte[]> consumer, String topic,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition())).toList();
        toEnd(consumer, partitions, reader);
    }

    /// Some partitions.
    ///
    /// @throws TimeoutException when the broker stays away
    public static void toEnd(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        consumer.assign(List.copyOf(partitions));
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        int idle = 0;
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            var records = consumer.poll(POLL);
            idle = records.isEmpty() ? idle + 1 : 0;
            if (idle > PATIENCE) {
                throw new TimeoutException("no records from " + partitions + " though they have more");
            }
            records.forEach(reader);
        }
    }
}
