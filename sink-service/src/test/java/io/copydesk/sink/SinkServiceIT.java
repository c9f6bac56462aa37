package io.copydesk.sink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import io.copydesk.sink.postgres.Rows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole sink against a real broker, registry and database.
class SinkServiceIT {
    private static final List<Topic<?>> READ = List.of(Topics.ENTRIES, Topics.CHANGES, Topics.STORIES);
    private static final String GROUP = "copydesk-sink-postgres";

    @TempDir
    static Path data;
    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;
    private static EmbeddedDatabase database;
    private static Contracts contracts;
    private static Admin admin;
    private static KafkaProducer<byte[], byte[]> producer;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private @Nullable SinkService sink;
    private Map<TopicPartition, Long> lettersBefore = Map.of();

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(data.resolve("kafka"));
        database = EmbeddedDatabase.start(data.resolve("postgres"));
        registry = EmbeddedRegistry.start(data.resolve("registry"), kafka.bootstrapServers());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        new TopicsAdmin(admin).apply();
        try (var client = Contracts.client(registry.url(), Map.of())) {
            new SchemasAdmin(client).apply();
        }
        contracts = Contracts.connect(registry.url(), Map.of());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "enrich"),
                new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    @AfterAll
    static void stop() {
        producer.close();
        admin.close();
        contracts.close();
        registry.close();
        database.close();
        kafka.close();
    }

    @BeforeEach
    void noteLetters() throws Exception {
        lettersBefore = ends(Stream.of(Topics.DEAD_LETTERS));
    }

    @AfterEach
    void closeSink() {
        if (sink != null) {
            sink.close();
        }
    }

    @Test
    void storesTheStreamAndLeavesNoLag() throws Exception {
        startSink();
        send(record(Topics.ENTRIES, "s1", Samples.entry("s1", 1)),
                record(Topics.CHANGES, "s1", Samples.change("s1", 1)),
                record(Topics.STORIES, "s1", Samples.link("s1", 1)));
        send(record(Topics.ENTRIES, "s1", Samples.entry("s1", 2)),
                record(Topics.CHANGES, "s1", Samples.change("s1", 2)));

        awaitNoLag();

        assertThat(rows().of("SELECT revision, story FROM live_entries WHERE id = 's1'")).containsExactly("2|story-1");
        assertThat(rows().of("SELECT revision FROM revisions WHERE entry_id = 's1' ORDER BY 1")).containsExactly("1",
                "2");
        assertThat(counted(Topics.CHANGES, "written")).isEqualTo(2);
        assertThat(counted(Topics.ENTRIES, "written") + counted(Topics.ENTRIES, "unchanged")).isEqualTo(2);
        assertThat(sink().readiness().ready()).isTrue();
        assertThat(letters()).isEmpty();
    }

    @Test
    void doesNotStoreWhatWasNotCommitted() throws Exception {
        startSink();
        producer.beginTransaction();
        producer.send(record(Topics.ENTRIES, "aborted", Samples.entry("aborted", 1))).get(180, SECONDS);
        producer.abortTransaction();

        awaitNoLag();

        assertThat(rows().of("SELECT id FROM entries WHERE id = 'aborted'")).isEmpty();
    }

    @Test
    void deadLettersBadRecordsAndThoseThatTheDatabaseRefusesAndStoresTheOthers() throws Exception {
        var nul = Samples.draft("b2", 1).setBody("a\u0000b").build();
        var truncated = record(Topics.ENTRIES, "b3", Samples.entry("b3", 1));
        send(record(Topics.ENTRIES, "b1", Samples.entry("b1", 1)), record(Topics.ENTRIES, "b2", nul),
                new ProducerRecord<>(truncated.topic(), truncated.key(),
                        java.util.Arrays.copyOf(truncated.value(), truncated.value().length - 9)),
                record(Topics.ENTRIES, "b4", Samples.entry("somebody else", 1)),
                record(Topics.ENTRIES, "b5", Samples.entry("b5", 1)),
                record(Topics.CHANGES, "b5", Samples.change("b5", 1)));
        startSink();

        awaitNoLag();

        assertThat(rows().of("SELECT id FROM entries WHERE id LIKE 'b%' ORDER BY 1")).containsExactly("b1", "b5");
        assertThat(rows().of("SELECT entry_id FROM revisions WHERE entry_id LIKE 'b%'")).containsExactly("b5");
        assertThat(letters().stream().map(letter -> text(letter.key()) + " " + header(letter, DeadLetter.CAUSE) + " "
                + header(letter, DeadLetter.STAGE) + " " + header(letter, DeadLetter.TOPIC)))
                .containsExactlyInAnyOrder("b2 STORE_REJECTED sink-postgres copydesk.entries",
                        "b3 UNDECODABLE sink-postgres copydesk.entries",
                        "b4 AGAINST_CONTRACT sink-postgres copydesk.entries");
        assertThat(letters().stream().filter(letter -> text(letter.key()).equals("b2"))
                .map(letter -> header(letter, DeadLetter.MESSAGE))).singleElement().asString()
                .contains("0x00").contains("SQLSTATE 22021");
        assertThat(counted(Topics.ENTRIES, "rejected")).isEqualTo(3);
    }

    @Test
    void readsAgainWhatWasStoredButNotCommittedWithoutATrace() throws Exception {
        startSink();
        send(record(Topics.ENTRIES, "r1", Samples.entry("r1", 2)),
                record(Topics.CHANGES, "r1", Samples.change("r1", 2)),
                record(Topics.STORIES, "r1", Samples.link("r1", 1)));
        awaitNoLag();
        var before = rows().all();
        sink().close();
        // as if it had died between the database's commit and the offsets'
        var zero = new HashMap<TopicPartition, OffsetAndMetadata>();
        ends(READ.stream().map(Topic::name)).keySet().forEach(each -> zero.put(each, new OffsetAndMetadata(0)));
        admin.alterConsumerGroupOffsets(GROUP, zero).all().get(180, SECONDS);
        double written = counted(Topics.ENTRIES, "written");

        startSink();
        awaitNoLag();

        assertThat(rows().all()).isEqualTo(before);
        assertThat(counted(Topics.ENTRIES, "written")).isEqualTo(written);
    }

    @Test
    void losesNothingAndWritesNoDeadLetterWhileTheDatabaseIsStopped() throws Exception {
        startSink();
        send(record(Topics.ENTRIES, "d1", Samples.entry("d1", 1)));
        awaitNoLag();
        database.close();
        await().atMost(180, SECONDS).until(() -> !sink().readiness().ready());
        for (int i = 2; i <= 40; i++) {
            send(record(Topics.ENTRIES, "d" + i, Samples.entry("d" + i, 1)),
                    record(Topics.CHANGES, "d" + i, Samples.change("d" + i, 1)));
        }
        assertThat(sink().readiness().reason()).startsWith("waiting for postgres");
        assertThat(meters.get("copydesk.sink.waiting").gauge().value()).isEqualTo(1);
        // what the paused consumer itself does not know
        await().atMost(180, SECONDS).until(() -> meters.get("copydesk.consumer.lag")
                .tags("group", GROUP, "topic", Topics.ENTRIES.name()).gauge().value() >= 39);

        database = EmbeddedDatabase.start(data.resolve("postgres"));
        awaitNoLag();

        assertThat(rows().of("SELECT count(*) FROM entries WHERE id ~ '^d[0-9]'")).containsExactly("40");
        assertThat(rows().of("SELECT count(*) FROM revisions WHERE entry_id ~ '^d[0-9]'")).containsExactly("39");
        assertThat(letters()).isEmpty();
        assertThat(meters.get("copydesk.sink.waiting").gauge().value()).isZero();
    }

    @Test
    void startsWithoutTheDatabaseAndStoresWhenItComes() throws Exception {
        database.close();
        startSink();
        send(record(Topics.ENTRIES, "w1", Samples.entry("w1", 1)));
        assertThat(sink().readiness().ready()).isFalse();

        database = EmbeddedDatabase.start(data.resolve("postgres"));
        awaitNoLag();

        assertThat(rows().of("SELECT id FROM entries WHERE id = 'w1'")).containsExactly("w1");
    }

    @Test
    void handsOverToASecondSinkWithoutLossOrDoubling() throws Exception {
        startSink();
        var second = SinkService.of(environment(), meters);
        var sent = new ArrayList<String>();
        try (second) {
            second.start();
            for (int i = 0; i < 200; i++) {
                sent.add("h" + i);
                send(record(Topics.ENTRIES, "h" + i, Samples.entry("h" + i, 1)),
                        record(Topics.CHANGES, "h" + i, Samples.change("h" + i, 1)));
                if (i == 100) {
                    sink().close();
                }
            }
            awaitNoLag();
        }

        assertThat(rows().of("SELECT id FROM entries WHERE id ~ '^h[0-9]'")).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(rows().of("SELECT entry_id FROM revisions WHERE entry_id ~ '^h[0-9]'"))
                .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(second.stopped()).isCompleted();
    }

    private void startSink() {
        var started = SinkService.of(environment(), meters);
        sink = started;
        started.start();
    }

    private SinkService sink() {
        return Objects.requireNonNull(sink);
    }

    private static Map<String, String> environment() {
        return Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "COPYDESK_REGISTRY_URL",
                registry.url(), "COPYDESK_DATABASE_URL", database.jdbcUrl(), "COPYDESK_DATABASE_USER", database.user());
    }

    private static Rows rows() {
        return new Rows(database.jdbcUrl(), database.user(), database.password());
    }

    private static <T extends SpecificRecordBase> ProducerRecord<byte[], byte[]> record(Topic<T> topic, String key,
            T value) {
        return new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8),
                contracts.serde(topic).serializer().serialize(topic.name(), value));
    }

    @SafeVarargs
    private static void send(ProducerRecord<byte[], byte[]>... records) {
        producer.beginTransaction();
        for (var record : records) {
            var unused = producer.send(record); // the commit waits for it, and fails with it
        }
        producer.commitTransaction();
    }

    // judged by offsets: the markers that end a transaction are passed too
    private static void awaitNoLag() {
        await().atMost(180, SECONDS).pollInterval(Duration.ofMillis(200)).until(() -> {
            var committed = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get(180, SECONDS);
            return ends(READ.stream().map(Topic::name)).entrySet().stream().allMatch(end -> {
                var offset = committed.get(end.getKey());
                return offset != null && offset.offset() == end.getValue();
            });
        });
    }

    private static Map<TopicPartition, Long> ends(Stream<String> topics) throws Exception {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        topics.forEach(topic -> IntStream.range(0, Topics.DEAD_LETTERS_PARTITIONS)
                .forEach(i -> latest.put(new TopicPartition(topic, i), OffsetSpec.latest())));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest).all().get(180, SECONDS).forEach((each, end) -> ends.put(each, end.offset()));
        return ends;
    }

    /// The dead letters of this test.
    private List<ConsumerRecord<byte[], byte[]>> letters() throws Exception {
        var ends = ends(Stream.of(Topics.DEAD_LETTERS));
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            lettersBefore.forEach(consumer::seek);
            await().atMost(180, SECONDS).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return letters;
    }

    private double counted(Topic<?> topic, String outcome) {
        var counter = meters.find("copydesk.sink.records").tags("topic", topic.name(), "outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return text(letter.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
