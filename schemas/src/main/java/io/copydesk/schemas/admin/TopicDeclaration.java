package io.copydesk.schemas.admin;

import io.copydesk.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/// What Kafka is told of a topic, with or without a contract.
record TopicDeclaration(String name, int partitions, Map<String, String> config) {

    /// Every topic of [Topics], the dead letters last.
    static List<TopicDeclaration> all() {
        var all = new ArrayList<TopicDeclaration>();
        for (var topic : Topics.CONTRACTED) {
            all.add(new TopicDeclaration(topic.name(), topic.partitions(), topic.config()));
        }
        all.add(new TopicDeclaration(Topics.DEAD_LETTERS, Topics.DEAD_LETTERS_PARTITIONS, Topics.DEAD_LETTERS_CONFIG));
        return List.copyOf(all);
    }

    NewTopic toCreate(Optional<Short> replication) {
        return new NewTopic(name, Optional.of(partitions), replication).configs(config);
    }
}
