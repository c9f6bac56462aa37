package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.Finding;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import io.copydesk.sink.Delivery;
import io.copydesk.sink.Item;
import io.copydesk.sink.postgres.PostgresStore;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What other tests show on the embedded cluster, here on the very images that the compose project runs.
@ExtendWith(Docker.class)
class ContainersIT {
    private static final String ENTRY = "harbour/1";
    private static @Nullable Containers containers;

    @BeforeAll
    static void start() throws Exception {
        containers = Containers.start();
        try (var admin = Admin.create(kafka());
                var registry = Contracts.client(on().registryUrl(), Map.of())) {
            assertThat(new TopicsAdmin(admin).apply()).allMatch(finding -> finding.state() == Finding.State.CREATED);
            assertThat(new SchemasAdmin(registry).apply())
                    .allMatch(finding -> finding.state() == Finding.State.CREATED);
        }
    }

    @AfterAll
    static void stop() {
        if (containers != null) {
            containers.close();
        }
    }

    private static Containers on() {
        return Objects.requireNonNull(containers);
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", on().kafka().getBootstrapServers());
    }

    private static Entry entry(int revision) {
        var seen = Instant.parse("2022-08-01T07:10:00Z");
        return Entry.newBuilder().setId(ENTRY).setBlog("harbour").setSource("desk").setStatus(EntryStatus.LIVE)
                .setRevision(revision).setVersion((long) revision << 20).setHeadline("Ship " + revision + " at sea")
                .setBody("“Razoni” has left Odesa ⚓").setFirstObservedAt(seen).setObservedAt(seen).setOccurredAt(seen)
                .build();
    }

    private static Change change(Entry entry) {
        return Change.newBuilder().setEntry(entry.getId()).setBlog(entry.getBlog()).setKind(ChangeKind.NEW)
                .setVersion(entry.getVersion()).setRevision(entry.getRevision()).setSource(entry.getSource())
                .setObservedAt(entry.getObservedAt()).setState(entry).build();
    }

    @Test
    void findsTopicsAndContractsAsTheyWereApplied() throws IOException {
        try (var admin = Admin.create(kafka());
                var registry = Contracts.client(on().registryUrl(), Map.of())) {
            var findings = new ArrayList<>(new TopicsAdmin(admin).check());
            findings.addAll(new SchemasAdmin(registry).check());

            assertThat(findings).hasSize(Topics.CONTRACTED.size() * 2 + 1)
                    .allMatch(finding -> finding.state() == Finding.State.AS_DECLARED);
        }
    }

    @Test
    void carriesAnEntryThroughBrokerAndRegistry() throws Exception {
        write(Topics.ENTRIES, ENTRY, entry(1));

        // a second connection: nothing is cached that the registry did not say
        try (var contracts = Contracts.connect(on().registryUrl(), Map.of());
                var serde = contracts.serde(Topics.ENTRIES);
                var consumer = new KafkaConsumer<>(
                        kafka(), new StringDeserializer(), serde.deserializer())) {
            var partitions = consumer.partitionsFor(Topics.ENTRIES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);

            assertThat(consumer.poll(Duration.ofMinutes(2))).singleElement()
                    .satisfies(read -> assertThat(read.key()).isEqualTo(ENTRY))
                    .satisfies(read -> assertThat(read.value()).isEqualTo(entry(1)));
        }
    }

    private static <T extends SpecificRecordBase> void write(Topic<T> topic, String key,
            T value) throws Exception {
        try (var contracts = Contracts.connect(on().registryUrl(), Map.of());
                var serde = contracts.serde(topic);
                var producer = new KafkaProducer<>(
                        kafka(), new StringSerializer(), serde.serializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        }
    }

    @Test
    void migratesAnEmptyDatabaseAndStoresABatchOnce() throws SQLException {
        var postgres = on().postgres();
        var batch = Stream.<Item>of(new Item.State(entry(1)), new Item.Changed(change(entry(1))),
                new Item.State(entry(2)), new Item.Changed(change(entry(2))))
                .map(item -> new Delivery("any", 0, 0, 0, "any", item)).toList();
        try (var store = new PostgresStore(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword())) {
            store.open();

            assertThat(store.write(batch)).containsEntry("copydesk.entries", 1).containsEntry("copydesk.changes", 2);
            assertThat(store.write(batch)).containsEntry("copydesk.entries", 0).containsEntry("copydesk.changes", 0);
        }
        try (var connection = DriverManager.getConnection(postgres.getJdbcUrl(), postgres.getUsername(),
                postgres.getPassword());
                var rows = connection.createStatement().executeQuery(
                        "SELECT e.headline, count(*) FROM live_entries e JOIN revisions ON entry_id = id GROUP BY 1")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("Ship 2 at sea");
            assertThat(rows.getInt(2)).isEqualTo(2);
            assertThat(rows.next()).isFalse();
        }
    }
}
