package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.dashboard.DashboardMain;
import io.copydesk.enrich.EnrichMain;
import io.copydesk.ingest.IngestMain;
import io.copydesk.sink.SinkMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No secret comes out of a service, however much it logs and whatever is asked of it: neighbours that are away make it
/// say a lot.
class SecretsIT {
    private static final Duration SOON = Pipeline.SOON;
    /// Part of every secret here, and of nothing else.
    private static final String SECRET = "hunter2";
    private static final String UPDATE = """
            {"source": "desk", "blog": "grain", "id": "1", "body": "A ship has left the port of Odesa."}""";

    @TempDir
    Path folder;

    private final List<JavaProcess> processes = new ArrayList<>();
    private final Map<String, String> common = new HashMap<>();

    @BeforeEach
    void setSecrets() throws Exception {
        var truststore = folder.resolve("trust.p12");
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var file = Files.newOutputStream(truststore)) {
            store.store(file, (SECRET + "-trust").toCharArray());
        }
        common.putAll(Map.of("COPYDESK_LOG_LEVEL", "trace", "COPYDESK_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "COPYDESK_KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "COPYDESK_KAFKA_SASL_MECHANISM", "PLAIN",
                "COPYDESK_KAFKA_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"desk\" password=\""
                        + SECRET + "-sasl\";",
                "COPYDESK_KAFKA_SSL_TRUSTSTORE_LOCATION", truststore.toString(),
                "COPYDESK_KAFKA_SSL_TRUSTSTORE_PASSWORD", SECRET + "-trust", "COPYDESK_REGISTRY_URL",
                "http://desk:" + SECRET + "-registry@127.0.0.1:1/"));
    }

    @AfterEach
    void endTheProcesses() {
        processes.forEach(JavaProcess::close);
    }

    @Test
    void comesOutOfNoneOfWhatIngestSays() throws Exception {
        int push = Pipeline.freePort();
        var key = SECRET + "-key";
        var service = start("ingest", IngestMain.class,
                Map.of("COPYDESK_PUSH_PORT", Integer.toString(push), "COPYDESK_PUSH_KEY", key,
                        "COPYDESK_PUSH_KEYS_CMS_TOKEN", SECRET + "-token", "COPYDESK_PUSH_KEYS_CMS_SECRET",
                        SECRET + "-signing", "COPYDESK_POLL_SECRETS_DESK", SECRET + "-poll"));
        assertSilent(service);
        var answers = new ArrayList<String>();
        for (var given : List.of(key, key + "x", SECRET + "-token")) {
            answers.add(push(push, given, UPDATE));
            answers.add(push(push, given, "{\"blog\": 7}"));
        }
        assertThat(answers).extracting(answer -> answer.substring(0, 3)).containsExactly("503", "400", "401", "401",
                "401", "401");
        assertThat(String.join("\n", answers)).doesNotContain(SECRET);
        assertSilent(service);
    }

    @Test
    void comesOutOfNoneOfWhatEnrichSays() throws Exception {
        assertSilent(start("enrich", EnrichMain.class,
                Map.of("COPYDESK_ENRICH_STATE_DIR", folder.resolve("state").toString(), "COPYDESK_REGISTRY_URL",
                        "http://127.0.0.1:1/", "COPYDESK_REGISTRY_BASIC_AUTH_USER_INFO",
                        "desk:" + SECRET + "-registry")));
    }

    @Test
    void comesOutOfNoneOfWhatTheSinkSays() throws Exception {
        assertSilent(start("sink", SinkMain.class,
                Map.of("COPYDESK_SINK_STORES", "postgres,opensearch", "COPYDESK_DATABASE_URL",
                        "jdbc:postgresql://127.0.0.1:1/desk?sslpassword=" + SECRET + "-ssl", "COPYDESK_DATABASE_USER",
                        "desk", "COPYDESK_DATABASE_PASSWORD", SECRET + "-database", "COPYDESK_OPENSEARCH_URL",
                        "http://127.0.0.1:1", "COPYDESK_OPENSEARCH_USER", "desk", "COPYDESK_OPENSEARCH_PASSWORD",
                        SECRET + "-search")));
    }

    @Test
    void comesOutOfNoneOfWhatTheDashboardSays() throws Exception {
        assertSilent(start("dashboard", DashboardMain.class, Map.of("COPYDESK_DASHBOARD_PORT",
                Integer.toString(Pipeline.freePort()), "COPYDESK_DASHBOARD_TOKEN", SECRET + "-token")));
    }

    private record Started(String name, Path log, Operations operations, Class<?> main, Map<String, String> settings) {}

    private Started start(String name, Class<?> main, Map<String, String> own) throws IOException {
        int port = Pipeline.freePort();
        var settings = new HashMap<>(common);
        settings.putAll(own);
        settings.put("COPYDESK_HTTP_PORT", Integer.toString(port));
        var log = folder.resolve(name + ".log");
        var process = new JavaProcess(log, settings,
                List.of("-Xmx192m", "-Dlogback.configurationFile=logback.xml"), main);
        processes.add(process);
        process.start();
        return new Started(name, log, new Operations(port), main, settings);
    }

    /// Once it has found that Kafka is away, and with what it answers and says of its settings.
    private void assertSilent(Started service) throws Exception {
        await().atMost(SOON).until(() -> Files.readString(service.log()).contains("could not be established"));
        var help = folder.resolve(service.name() + ".help");
        try (var process = new JavaProcess(help, service.settings(), List.of(), service.main(), "--help")) {
            process.start();
            assertThat(process.await()).isZero();
        }
        await().atMost(SOON).ignoreExceptions().until(() -> service.operations().metrics().contains("copydesk_ready"));
        assertThat(Files.readString(service.log())).doesNotContain(SECRET);
        assertThat(service.operations().metrics()).doesNotContain(SECRET);
        assertThat(service.operations().readiness()).contains("\"ok\":false").doesNotContain(SECRET);
        assertThat(Files.readString(help)).contains("COPYDESK_KAFKA_BOOTSTRAP_SERVERS").doesNotContain(SECRET);
    }

    /// Status and body of the answer.
    private static String push(int port, String key, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/updates"))
                    .header("Authorization", "Bearer " + key).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.headers().map() + answer.body();
        }
    }
}
