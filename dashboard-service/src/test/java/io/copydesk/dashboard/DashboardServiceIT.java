package io.copydesk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dashboard against a real broker and registry.
class DashboardServiceIT {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path data;
    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;
    private static Contracts contracts;
    private static KafkaProducer<byte[], byte[]> producer;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(data.resolve("kafka"));
        registry = EmbeddedRegistry.start(data.resolve("registry"), kafka.bootstrapServers());
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicsAdmin(admin).apply();
        }
        try (var client = Contracts.client(registry.url(), Map.of())) {
            new SchemasAdmin(client).apply();
        }
        contracts = Contracts.connect(registry.url(), Map.of());
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        HTTP.shutdownNow();
        producer.close();
        contracts.close();
        registry.close();
        kafka.close();
    }

    private static Map<String, String> settings() {
        return Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "COPYDESK_REGISTRY_URL",
                registry.url(), "COPYDESK_DASHBOARD_PORT", "0");
    }

    private DashboardService dashboard() {
        var dashboard = DashboardService.of(settings(), meters);
        dashboard.start();
        await().atMost(SOON).until(() -> dashboard.readiness().ready());
        return dashboard;
    }

    private static <T extends SpecificRecordBase> void send(Topic<T> topic, String key, @Nullable T value)
            throws Exception {
        try (var serializer = contracts.serde(topic).serializer()) {
            producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8),
                    value == null ? null : serializer.serialize(topic.name(), value))).get();
        }
    }

    private static JsonNode get(DashboardService dashboard, String path) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(request(dashboard, path).build(), BodyHandlers.ofString()).body());
    }

    private static HttpRequest.Builder request(DashboardService dashboard, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboard.port() + path));
    }

    private static List<String> headlines(DashboardService dashboard) throws IOException, InterruptedException {
        return get(dashboard, "/api/entries").path("entries").findValuesAsText("headline");
    }

    @Test
    void knowsWhatTheTopicsHoldAndFollowsThem() throws Exception {
        send(Topics.ENTRIES, "before", Harbour.entry("before", 3, "Older than the feed of changes").build());
        send(Topics.CHANGES, "e1", Harbour.first("e1", "Two ferries leave"));
        send(Topics.CHANGES, "e1", Harbour.corrected("e1", 2, "Three ferries leave"));
        producer.send(new ProducerRecord<>(Topics.CHANGES.name(), "e1".getBytes(StandardCharsets.UTF_8),
                "no Avro".getBytes(StandardCharsets.UTF_8))).get();
        send(Topics.STORIES, "e1", Harbour.link("e1", "s", 1));
        String position;
        try (var dashboard = dashboard()) {
            assertThat(headlines(dashboard)).contains("Older than the feed of changes", "Three ferries leave")
                    .doesNotContain("Two ferries leave");
            assertThat(meters.get("copydesk.dashboard.unreadable").counter().count()).isEqualTo(1);
            assertThat(get(dashboard, "/api/stories/s").path("tellings")).hasSize(1);
            position = get(dashboard, "/api/entries").path("position").asText();

            send(Topics.CHANGES, "e1", Harbour.retracted("e1", 4));
            await().atMost(SOON).until(() -> get(dashboard, "/api/entries/e1").path("status").asText()
                    .equals("RETRACTED"));
            assertThat(get(dashboard, "/api/entries/e1").path("headline").asText()).isEqualTo("Three ferries leave");
        }

        send(Topics.CHANGES, "e2", Harbour.first("e2", "Told while it was away"));
        try (var dashboard = dashboard()) {
            assertThat(get(dashboard, "/api/entries/e1").path("headline").asText()).isEqualTo("Three ferries leave");
            var lines = HTTP.send(request(dashboard, "/api/stream?after=" + position).build(), BodyHandlers.ofLines())
                    .body().filter(line -> line.startsWith("data: {\"entry\"")).limit(2).toList();
            assertThat(lines.stream().filter(line -> line.contains("RETRACTED"))).hasSize(1);
            assertThat(lines.stream().filter(line -> line.contains("Told while it was away"))).hasSize(1);
        }
    }

    @Test
    void showsWhatItKnowsWhileKafkaIsAwayAndGoesOn() throws Exception {
        send(Topics.CHANGES, "away1", Harbour.first("away1", "Before Kafka went"));
        try (var dashboard = dashboard()) {
            kafka.close();
            await().atMost(SOON).until(() -> dashboard.readiness().reason().contains("waits for Kafka"));
            assertThat(headlines(dashboard)).contains("Before Kafka went");
            assertThat(HTTP.send(request(dashboard, "/api/stream").build(), BodyHandlers.ofLines()).body()
                    .filter(line -> line.startsWith("data:")).findFirst()).get().asString().contains("\"stale\":true");

            kafka = EmbeddedKafka.start(data.resolve("kafka"));
            send(Topics.CHANGES, "away2", Harbour.first("away2", "After it came back"));
            await().atMost(SOON).until(() -> headlines(dashboard).contains("After it came back"));
            await().atMost(SOON).until(() -> dashboard.readiness().ready());
        }
    }

    @Test
    void waitsForTheRegistryToReadWhatThereIs() throws Exception {
        send(Topics.CHANGES, "cold", Harbour.first("cold", "Its schema has to be asked for"));
        var process = ProcessHandle.of(registry.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        try (var dashboard = DashboardService.of(settings(), meters)) {
            dashboard.start();
            assertThat(HTTP.send(request(dashboard, "/api/entries").build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(503);
            registry.restart();
            await().atMost(SOON).until(() -> dashboard.readiness().ready());
            assertThat(headlines(dashboard)).contains("Its schema has to be asked for");
        }
    }
}
