package io.copydesk.benchmarks;

import io.copydesk.benchmarks.Race.Work;
import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Time;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.debezium.connector.jdbc.JdbcSinkConnectorTask;
import io.debezium.data.Json;
import io.debezium.time.ZonedTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/// The peer: Debezium's JDBC sink as it is fastest, into the same table. Its task runs without Connect's workers and
/// converters, so it is spared what these cost; the rows it gets are flat already.
final class DebeziumLane {
    private static final String BATCH = "5000";
    private static final Schema TEXT = Schema.OPTIONAL_STRING_SCHEMA;
    private static final Schema TEXTS = SchemaBuilder.array(Schema.STRING_SCHEMA).build();
    private static final Schema TIME = ZonedTimestamp.builder().optional().build();
    private static final Schema KEY = SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).build();
    private static final Schema ROW = SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).field("blog", TEXT)
            .field("source", TEXT).field("status", TEXT).field("merged_into", TEXT).field("evidence", TEXT)
            .field("identity_rung", TEXT).field("aliases", TEXTS).field("revision", Schema.INT32_SCHEMA)
            .field("version", Schema.INT64_SCHEMA).field("content_hash", TEXT).field("role", TEXT)
            .field("headline", TEXT).field("body", TEXT).field("authors", TEXTS).field("media", Json.schema())
            .field("permalink", TEXT).field("url", TEXT).field("published_at", TIME).field("published_text", TEXT)
            .field("published_zone", TEXT).field("published_precision", TEXT).field("modified_at", TIME)
            .field("modified_text", TEXT).field("modified_zone", TEXT).field("modified_precision", TEXT)
            .field("occurred_at", TIME).field("claim_suspect", Schema.BOOLEAN_SCHEMA).field("first_observed_at", TIME)
            .field("observed_at", TIME).field("pinned", Schema.BOOLEAN_SCHEMA)
            .field("key_event", Schema.BOOLEAN_SCHEMA).field("language", TEXT).field("gazetteer", TEXT)
            .field("topic_rules", TEXT).build();

    private final Map<String, String> settings;
    private final Map<String, Object> kafka;
    private final Deserializer<Entry> values;

    DebeziumLane(EmbeddedDatabase database, String bootstrapServers, Contracts contracts) {
        this.settings = Map.ofEntries(Map.entry("name", "bench"),
                Map.entry("connection.url", database.jdbcUrl() + "?reWriteBatchedInserts=true"),
                Map.entry("connection.username", database.user()),
                Map.entry("connection.password", database.password()), Map.entry("insert.mode", "upsert"),
                Map.entry("primary.key.mode", "record_key"), Map.entry("primary.key.fields", "id"),
                Map.entry("schema.evolution", "none"), Map.entry("collection.name.format", "entries"),
                Map.entry("batch.size", BATCH));
        this.kafka = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed",
                "auto.offset.reset", "earliest", "enable.auto.commit", false, "max.poll.records",
                Integer.parseInt(BATCH), "group.id", "bench-debezium"));
        this.values = contracts.serde(Topics.ENTRIES).deserializer();
    }

    /// Reads the topic from the beginning, stores and commits batch by batch, as a Connect worker does.
    Work run(int entries) {
        var task = new JdbcSinkConnectorTask();
        task.start(settings);
        try (var consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.ENTRIES.name()));
            long began = 0;
            int first = 0;
            int stored = 0;
            while (stored < entries) {
                var records = new ArrayList<SinkRecord>();
                consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(row(record)));
                if (records.isEmpty()) {
                    continue;
                }
                task.put(records);
                task.put(List.of()); // tells of a failure of the put before
                consumer.commitSync();
                stored += records.size();
                if (began == 0) {
                    began = System.nanoTime();
                    first = stored;
                }
            }
            return new Work(stored - first, System.nanoTime() - began);
        } finally {
            task.stop();
        }
    }

    private SinkRecord row(ConsumerRecord<String, byte[]> record) {
        var entry = values.deserialize(record.topic(), record.value());
        return new SinkRecord(record.topic(), record.partition(), KEY, new Struct(KEY).put("id", entry.getId()), ROW,
                row(entry), record.offset());
    }

    private static Struct row(Entry entry) {
        var row = new Struct(ROW).put("id", entry.getId()).put("blog", entry.getBlog())
                .put("source", entry.getSource()).put("status", entry.getStatus().name())
                .put("merged_into", entry.getMergedInto().orElse(null))
                .put("evidence", entry.getEvidence().orElse(null)).put("identity_rung", entry.getIdentityRung())
                .put("aliases", entry.getAliases()).put("revision", entry.getRevision())
                .put("version", entry.getVersion()).put("content_hash", entry.getContentHash())
                .put("role", entry.getRole().name()).put("headline", entry.getHeadline()).put("body", entry.getBody())
                .put("authors", entry.getAuthors()).put("media", "[]")
                .put("permalink", entry.getPermalink().orElse(null)).put("url", entry.getUrl().orElse(null))
                .put("occurred_at", text(entry.getOccurredAt())).put("claim_suspect", entry.getClaimSuspect())
                .put("first_observed_at", text(entry.getFirstObservedAt()))
                .put("observed_at", text(entry.getObservedAt())).put("pinned", entry.getPinned())
                .put("key_event", entry.getKeyEvent()).put("language", entry.getLanguage().orElse(null))
                .put("gazetteer", entry.getGazetteer()).put("topic_rules", entry.getTopicRules());
        put(row, "published", entry.getPublished());
        put(row, "modified", entry.getModified());
        return row;
    }

    private static void put(Struct row, String name, Optional<Time> claim) {
        claim.ifPresent(time -> row.put(name + "_at", time.getInstant().map(DebeziumLane::text).orElse(null))
                .put(name + "_text", time.getText()).put(name + "_zone", time.getZone().name())
                .put(name + "_precision", time.getPrecision().name()));
    }

    private static String text(Instant time) {
        return time.toString();
    }
}
