package io.copydesk.sink.archive;

import io.copydesk.sink.StoreUnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/// As the brokers tell them.
final class KafkaTopicIds implements Incarnation.TopicIds {
    private static final int SECONDS = 10;

    private final Map<String, String> kafka;
    private @Nullable Admin admin;

    /// @param kafka settings of Kafka's clients; nothing is connected yet
    KafkaTopicIds(Map<String, String> kafka) {
        this.kafka = kafka;
    }

    @Override
    public String of(String topic) {
        if (admin == null) {
            admin = Admin.create(new HashMap<>(kafka));
        }
        try {
            Map<String, TopicDescription> described = admin.describeTopics(List.of(topic)).allTopicNames().get(SECONDS,
                    TimeUnit.SECONDS);
            return Objects.requireNonNull(described.get(topic)).topicId().toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailableException("Kafka does not tell the id of " + topic + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
