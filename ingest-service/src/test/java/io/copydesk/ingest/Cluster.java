package io.copydesk.ingest;

import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.source.SourcesAdmin;
import io.copydesk.ingest.source.TopicReading;
import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.Neighbours;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Kafka and the registry for one test class, with Copydesk's topics and contracts.
public final class Cluster implements AutoCloseable {
    private final Path data;
    private final EmbeddedRegistry registry;
    private final Contracts contracts;
    private EmbeddedKafka kafka;

    public Cluster() {
        try {
            data = Files.createTempDirectory("copydesk-ingest");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kafka = EmbeddedKafka.start(data.resolve("kafka"));
        registry = EmbeddedRegistry.start(data.resolve("registry"), kafka.bootstrapServers());
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var client = Contracts.client(registry.url(), Map.of())) {
            new TopicsAdmin(admin).apply();
            new SchemasAdmin(client).apply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        contracts = Contracts.connect(registry.url(), Map.of());
    }

    public Map<String, String> kafka() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    public Contracts contracts() {
        return contracts;
    }

    public Neighbours neighbours() {
        return new Neighbours(kafka(), registry.url(), Map.of());
    }

    public void stopKafka() {
        kafka.close();
    }

    public void startKafka() {
        kafka = EmbeddedKafka.start(data.resolve("kafka"));
    }

    /// A running service that takes updates at a free port.
    public IngestService service(MeterRegistry meters) {
        return service(meters, Clock.systemUTC());
    }

    public IngestService service(MeterRegistry meters, Clock clock) {
        var config = Configuration.load(IngestConfiguration.class,
                Map.of("COPYDESK_PUSH_PORT", "0", "COPYDESK_POLL_HOST_GAP", "0s"));
        var service = new IngestService(config, neighbours(), meters, clock);
        service.start();
        return service;
    }

    public void apply(SourceDefinition... sources) {
        new SourcesAdmin(kafka(), contracts).apply(List.of(sources));
    }

    /// All committed observations of one source, in the order of the topic.
    public List<Observation> raw(String source) {
        return records(Topics.RAW).stream().map(record -> decode(Topics.RAW, record))
                .filter(observation -> observation.getSource().equals(source)).toList();
    }

    public <T extends SpecificRecordBase> T decode(Topic<T> topic, ConsumerRecord<String, byte[]> record) {
        return contracts.serde(topic).deserializer().deserialize(record.topic(), record.value());
    }

    /// All committed records of a topic, tombstones too.
    public List<ConsumerRecord<String, byte[]>> records(Topic<?> topic) {
        var config = new HashMap<String, Object>(kafka());
        config.put("isolation.level", "read_committed");
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicReading.toEnd(consumer, topic.name(), records::add);
        }
        return records;
    }

    @Override
    public void close() {
        contracts.close();
        registry.close();
        kafka.close();
    }
}
