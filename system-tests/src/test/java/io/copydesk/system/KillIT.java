package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is stored does not depend on who was killed meanwhile.
class KillIT {
    /// One part is killed, and back again, within as many requests.
    private static final int REQUESTS_A_KILL = 20;
    /// A kill comes when so many of them are accepted: in the midst of the work.
    private static final int UNTIL_THE_KILL = 3;

    @TempDir
    static Path folder;

    private static LoneRegistry registry;

    @BeforeAll
    static void startRegistry() {
        registry = LoneRegistry.start(folder);
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @Test
    void storesWhatAnUndisturbedRunStoresWhoeverIsKilled() throws Exception {
        var expected = undisturbed();
        try (var pipeline = new Pipeline(folder.resolve("killed"), registry.url())) {
            pushWhileKilling(pipeline);
            pipeline.awaitStored();
            assertThat(pipeline.rows().all()).isEqualTo(expected.rows());
            awaitShown(pipeline);
            assertThat(pipeline.stateHash()).isEqualTo(expected.stateHash());
            assertThat(TopicContent.of(Topics.CHANGES.name(), pipeline.bootstrapServers()))
                    .hasSameSizeAs(expected.rows().get("revisions"));
            assertThat(TopicContent.of(Topics.DEAD_LETTERS, pipeline.bootstrapServers())).isEmpty();
        }
    }

    @Test
    void putsAPoisonRecordAsideAndTakesTheNextOne() throws Exception {
        byte[] poison = "no Avro at all".getBytes(StandardCharsets.UTF_8);
        try (var pipeline = new Pipeline(folder.resolve("poison"), registry.url())) {
            var config = Map.<String, Object>of("bootstrap.servers", pipeline.bootstrapServers());
            try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(Topics.RAW.name(), "blog-0", poison)).get();
            }
            try (var client = pipeline.client()) {
                client.push(NewsDay.requests().getFirst()); // to the same blog, so the same partition
            }
            pipeline.awaitStored();
            assertThat(pipeline.rows().count("entries WHERE blog = 'blog-0'")).isEqualTo(10);
            var letters = TopicContent.of(Topics.DEAD_LETTERS, pipeline.bootstrapServers());
            assertThat(letters).extracting(letter -> text(letter, DeadLetter.STAGE))
                    .containsExactlyInAnyOrder("enrich.decode", "sink-archive");
            assertThat(letters).allSatisfy(letter -> {
                assertThat(letter.key()).isEqualTo("blog-0");
                assertThat(letter.value()).isEqualTo(poison);
                assertThat(text(letter, DeadLetter.CAUSE)).isEqualTo("WRONG_MAGIC_BYTE");
            });
        }
    }

    private static String text(ConsumerRecord<String, byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private record Expected(Map<String, List<String>> rows, String stateHash) {}

    private static Expected undisturbed() throws Exception {
        try (var pipeline = new Pipeline(folder.resolve("undisturbed"), registry.url())) {
            try (var client = pipeline.client()) {
                NewsDay.requests().forEach(client::push);
            }
            pipeline.awaitStored();
            assertBalance(pipeline);
            var document = MetricsDocument.read();
            document.assertKnows("ingest", pipeline.ingest.metrics()); // nothing is polled here
            document.assertDescribes("enrich", pipeline.enrich.metrics());
            document.assertDescribes("sink", pipeline.sink.metrics());
            awaitShown(pipeline);
            document.assertDescribes("dashboard", pipeline.dashboard.metrics());
            assertThat(pipeline.dashboard.count("copydesk_dashboard_entries", ""))
                    .isEqualTo((long) NewsDay.BLOGS * NewsDay.ENTRIES_A_BLOG);
            assertThat(pipeline.dashboard.count("copydesk_dashboard_unreadable_total", "")).isZero();
            var expected = new Expected(pipeline.rows().all(), pipeline.stateHash());
            for (var service : pipeline.services()) {
                assertThat(service.stop()).isZero();
            }
            return expected;
        }
    }

    /// received = changed + unchanged + rejected, and each change is a row.
    private static void assertBalance(Pipeline pipeline) throws Exception {
        long changed = NewsDay.UPDATES - NewsDay.UNCHANGED;
        assertThat(pipeline.ingest.count("copydesk_ingest_observations_total", "published")).isEqualTo(NewsDay.UPDATES);
        assertThat(pipeline.enrich.count("copydesk_enrich_observations_total", "\"changed\"")).isEqualTo(changed);
        assertThat(pipeline.enrich.count("copydesk_enrich_observations_total", "\"unchanged\""))
                .isEqualTo(NewsDay.UNCHANGED);
        assertThat(pipeline.enrich.count("copydesk_enrich_observations_total", "\"rejected\"")).isZero();
        // of entries it writes the last state of a batch only
        assertThat(pipeline.sink.count("copydesk_sink_records_total", "store=\"postgres\",topic=\"copydesk.entries\""))
                .isEqualTo(changed);
        assertThat(pipeline.sink.count("copydesk_sink_records_total", "store=\"postgres\",topic=\"copydesk.changes\""))
                .isEqualTo(changed);
        assertThat(pipeline.rows().count("stories")).isPositive();
        assertThat(pipeline.rows().count("revisions")).isEqualTo(changed);
        assertThat(pipeline.rows().count("entries")).isEqualTo((long) NewsDay.BLOGS * NewsDay.ENTRIES_A_BLOG);
        assertThat(pipeline.rows().count("entries WHERE status = 'RETRACTED'")).isEqualTo(NewsDay.RETRACTED);
        assertThat(pipeline.rows().count("entities WHERE label = 'Dmitry Peskov' AND surface = 'Peskov'")).isPositive();
    }

    /// The dashboard and the database, each from the topics alone, agree.
    private static void awaitShown(Pipeline pipeline) throws SQLException {
        var stored = pipeline.rows().query("SELECT format('%s %s %s', id, revision, status) FROM entries");
        await().atMost(Pipeline.SOON).ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(pipeline.shown().entries(""))
                        .extracting(entry -> "%s %s %s".formatted(entry.path("id").asText(),
                                entry.path("revision").asText(), entry.path("status").asText()))
                        .containsExactlyInAnyOrderElementsOf(stored));
    }

    private interface Kill {
        void run() throws Exception;
    }

    private static void pushWhileKilling(Pipeline pipeline) throws Exception {
        var kills = kills(pipeline);
        var requests = NewsDay.requests();
        assertThat(requests).hasSize(REQUESTS_A_KILL * kills.size());
        try (var client = pipeline.client()) {
            for (var kill : kills) {
                var accepted = new AtomicInteger();
                var part = requests.subList(0, REQUESTS_A_KILL);
                var pushing = CompletableFuture.runAsync(() -> part.forEach(request -> {
                    client.push(request);
                    accepted.incrementAndGet();
                }));
                await().atMost(Pipeline.SOON).until(() -> accepted.get() >= UNTIL_THE_KILL);
                kill.run();
                pushing.get(Pipeline.SOON.toSeconds(), TimeUnit.SECONDS);
                requests = requests.subList(REQUESTS_A_KILL, requests.size());
            }
        }
    }

    private static List<Kill> kills(Pipeline pipeline) {
        Kill theRegistry = registry::killAndStart;
        return List.of(
                () -> pipeline.ingest.killAndStart(),
                () -> restarted(pipeline.enrich),
                () -> restarted(pipeline.sink),
                theRegistry,
                pipeline::killDatabase,
                () -> {
                    restarted(pipeline.sink);
                    restarted(pipeline.dashboard);
                },
                () -> pipeline.ingest.killAndStart(),
                () -> restarted(pipeline.enrich),
                () -> {
                    for (var service : pipeline.services()) {
                        service.killAndStart();
                    }
                },
                () -> {
                    pipeline.enrich.killAndStart();
                    theRegistry.run();
                });
    }

    /// So that the next kill finds it at work.
    private static void restarted(Pipeline.Service service) throws Exception {
        service.killAndStart();
        service.awaitReady();
    }
}
