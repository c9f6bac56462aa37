package io.copydesk.command.laptop;

import static io.copydesk.schemas.admin.KafkaAnswers.answered;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What a consumer group has still to read. Comparing offsets is not enough: the markers of transactions take offsets
/// too, and nobody ever commits the last one. So what lies between the committed offset and the end is read.
public final class Backlog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /// An open transaction holds the reading up; then there is a backlog, and the caller asks again.
    private static final Duration ONE_PARTITION_WITHIN = Duration.ofSeconds(5);

    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;

    private Backlog(Admin admin, Consumer<byte[], byte[]> consumer) {
        this.admin = admin;
        this.consumer = consumer;
    }

    /// @param kafka settings of Kafka's clients, `bootstrap.servers` among them
    public static Backlog connect(Map<String, String> kafka) {
        var config = new HashMap<String, Object>(kafka);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "none");
        return new Backlog(Admin.create(config),
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /// Whether the group has committed everything on these topics that is committed there, and nothing is under way.
    public boolean isEmpty(String group, Collection<String> topics) {
        var ends = offsets(partitions(topics), OffsetSpec.latest()); // with what is in open transactions
        var starts = offsets(ends.keySet(), OffsetSpec.earliest());
        starts.putAll(committed(group));
        return ends.entrySet().stream()
                .allMatch(end -> nothingBetween(end.getKey(), starts.getOrDefault(end.getKey(), 0L), end.getValue()));
    }

    private boolean nothingBetween(TopicPartition partition, long start, long end) {
        if (start >= end) {
            return true;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, start);
        var deadline = Instant.now().plus(ONE_PARTITION_WITHIN);
        while (consumer.position(partition) < end) {
            if (!consumer.poll(POLL).isEmpty() || Instant.now().isAfter(deadline)) {
                return false;
            }
        }
        return true;
    }

    /// Of the topics that exist: Streams makes its own when it first runs.
    private List<TopicPartition> partitions(Collection<String> topics) {
        var all = answered(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        var known = topics.stream().filter(all::contains).toList();
        return answered(admin.describeTopics(known).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> asked.put(partition, spec));
        var offsets = new HashMap<TopicPartition, Long>();
        Map<TopicPartition, ListOffsetsResultInfo> answer = answered(admin.listOffsets(asked).all());
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private Map<TopicPartition, Long> committed(String group) {
        var committed = new HashMap<TopicPartition, Long>();
        answered(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    @Override
    public void close() {
        try (admin) {
            consumer.close();
        }
    }
}
