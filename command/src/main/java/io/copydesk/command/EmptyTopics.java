package io.copydesk.command;

import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/// Whether a cluster knows nothing yet.
final class EmptyTopics {
    private static final List<Topic<?>> MUST_BE_EMPTY = List.of(Topics.RAW, Topics.ENTRIES, Topics.CHANGES);

    private EmptyTopics() {}

    /// @throws IllegalStateException when there is anything on the topics, or was: what read it remembers it
    static void check(Map<String, String> kafka) {
        var found = new ArrayList<String>();
        try (var admin = Admin.create(new HashMap<>(kafka))) {
            for (var topic : MUST_BE_EMPTY) {
                long records = records(admin, topic);
                if (records > 0) {
                    found.add(topic.name() + " (" + records + " records)");
                }
            }
        }
        if (!found.isEmpty()) {
            throw new IllegalStateException("a rebuild needs topics that are new; not empty: "
                    + String.join(", ", found));
        }
    }

    /// Since the topic was made; the ends of transactions count, too.
    private static long records(Admin admin, Topic<?> topic) {
        try {
            var partitions = admin.describeTopics(List.of(topic.name())).allTopicNames().get().values().stream()
                    .mapToInt(described -> described.partitions().size()).sum();
            var asked = new HashMap<TopicPartition, OffsetSpec>();
            IntStream.range(0, partitions)
                    .forEach(i -> asked.put(new TopicPartition(topic.name(), i), OffsetSpec.latest()));
            return admin.listOffsets(asked).all().get().values().stream().mapToLong(end -> end.offset()).sum();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException(topic.name() + " cannot be looked at (is it there? topics apply): "
                    + e.getCause(), e);
        }
    }
}
