package io.copydesk.benchmarks;

import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.admin.TopicsAdmin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A broker with all topics, which are filled once and read again by every lane.
final class FilledCluster implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final Admin admin;

    FilledCluster(Path folder) {
        this.kafka = EmbeddedKafka.start(folder);
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        new TopicsAdmin(admin).apply();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /// One record to a topic, keyed.
    interface Sending {
        <T extends SpecificRecordBase> void send(Topic<T> topic, String key, T value);
    }

    interface Filling {
        void fill(Sending sending);
    }

    /// Sends and waits.
    void fill(Contracts contracts, Filling filling) {
        var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            filling.fill(new Sending() {
                @Override
                public <T extends SpecificRecordBase> void send(Topic<T> topic, String key, T value) {
                    // what is missing, the first run waits for in vain
                    var unused = producer.send(new ProducerRecord<>(topic.name(), key,
                            contracts.serde(topic).serializer().serialize(topic.name(), value)));
                }
            });
            producer.flush();
        }
    }

    /// So that the group reads everything again.
    void forget(String group) {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new IllegalStateException("the group's offsets", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
        kafka.close();
    }
}
