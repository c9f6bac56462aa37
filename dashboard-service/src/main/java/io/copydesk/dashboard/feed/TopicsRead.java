package io.copydesk.dashboard.feed;

import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.identity.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/// The partitions that are read, in the order in which a position counts them.
///
/// @param cluster one word for these very topics: others of the same names, made anew, have another
record TopicsRead(String cluster, List<TopicPartition> partitions) {
    private static final int WORD = 10;
    private static final List<String> NAMES = List
            .<Topic<?>>of(Topics.CHANGES, Topics.ENTRIES, Topics.STORIES, Topics.TRENDS, Topics.SOURCE_HEALTH).stream()
            .map(Topic::name).toList();

    TopicsRead {
        partitions = List.copyOf(partitions);
    }

    /// Asks the cluster.
    ///
    /// @throws ExecutionException when it does not answer, or a topic is not there
    static TopicsRead of(Map<String, Object> kafka) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(kafka)) {
            var found = admin.describeTopics(NAMES).allTopicNames().get();
            var partitions = new ArrayList<TopicPartition>();
            var ids = new StringBuilder();
            for (var name : NAMES) {
                var topic = Objects.requireNonNull(found.get(name));
                topic.partitions().forEach(each -> partitions.add(new TopicPartition(name, each.partition())));
                ids.append(topic.topicId());
            }
            return new TopicsRead(Sha256.of(ids.toString()).substring(0, WORD), partitions);
        }
    }

    List<TopicPartition> of(Topic<?> topic) {
        return partitions.stream().filter(partition -> partition.topic().equals(topic.name())).toList();
    }
}
