package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.dashboard.DashboardService;
import io.copydesk.enrich.EnrichService;
import io.copydesk.ingest.IngestService;
import io.copydesk.sink.SinkService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is set by `COPYDESK_KAFKA_…` is what every client of every service gets: each tells it to its metrics reporter.
class KafkaSettingsTest {
    private static final Queue<Map<String, ?>> TOLD = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    /// Notes how its client was configured.
    public static final class Reporter implements MetricsReporter {
        @Override
        public void configure(Map<String, ?> configs) {
            TOLD.add(Map.copyOf(configs.entrySet().stream().filter(setting -> setting.getValue() != null)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void forget() {
        TOLD.clear();
    }

    private Map<String, String> oauthOverTls(Map<String, String> own) throws Exception {
        var truststore = folder.resolve("trust.p12");
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var file = Files.newOutputStream(truststore)) {
            store.store(file, "changeit".toCharArray());
        }
        var jaas = Files.writeString(folder.resolve("jaas"),
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " unsecuredLoginStringClaim_sub=\"desk\";\n");
        var environment = new HashMap<String, String>();
        environment.put("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        environment.put("COPYDESK_REGISTRY_URL", "http://127.0.0.1:1");
        environment.put("COPYDESK_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        environment.put("COPYDESK_KAFKA_SASL_MECHANISM", "OAUTHBEARER");
        environment.put("COPYDESK_KAFKA_SASL_OAUTHBEARER_SCOPE_CLAIM_NAME", "roles");
        environment.put("COPYDESK_KAFKA_SASL_JAAS_CONFIG_FILE", jaas.toString());
        environment.put("COPYDESK_KAFKA_SSL_TRUSTSTORE_LOCATION", truststore.toString());
        environment.put("COPYDESK_KAFKA_SSL_TRUSTSTORE_PASSWORD", "changeit");
        environment.put("COPYDESK_KAFKA_METRIC_REPORTERS", Reporter.class.getName());
        environment.putAll(own);
        return environment;
    }

    @Test
    void reachEveryClientOfIngest() throws Exception {
        var environment = oauthOverTls(Map.of("COPYDESK_PUSH_PORT", "0"));
        try (var service = IngestService.of(environment, new SimpleMeterRegistry())) {
            service.start();
            assertReach(Set.of("producer", "consumer"), environment);
        }
    }

    @Test
    void reachEveryClientOfEnrich() throws Exception {
        var environment = oauthOverTls(Map.of("COPYDESK_ENRICH_STATE_DIR", folder.resolve("state").toString(),
                "COPYDESK_KAFKA_MAX_POLL_INTERVAL_MS", "900000"));
        // it has its clients before it starts, which would wait for the broker
        try (var _ = EnrichService.of(environment, new SimpleMeterRegistry())) {
            assertReach(Set.of("streams", "producer", "consumer", "admin"), environment);
            assertThat(TOLD).filteredOn(settings -> client(settings).equals("consumer")).isNotEmpty()
                    .allSatisfy(
                            settings -> assertThat(plain(settings.get("max.poll.interval.ms"))).isEqualTo("900000"));
        }
    }

    @Test
    void reachEveryClientOfTheSink() throws Exception {
        var environment = oauthOverTls(
                Map.of("COPYDESK_SINK_STORES", "opensearch", "COPYDESK_OPENSEARCH_URL", "http://127.0.0.1:1"));
        try (var service = SinkService.of(environment, new SimpleMeterRegistry())) {
            service.start();
            assertReach(Set.of("producer", "consumer", "admin"), environment);
        }
    }

    @Test
    void reachEveryClientOfTheDashboard() throws Exception {
        var environment = oauthOverTls(Map.of("COPYDESK_DASHBOARD_PORT", "0"));
        try (var service = DashboardService.of(environment, new SimpleMeterRegistry())) {
            service.start();
            assertReach(Set.of("consumer", "admin"), environment);
        }
    }

    private static void assertReach(Set<String> clients, Map<String, String> environment) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(
                () -> assertThat(TOLD.stream().map(KafkaSettingsTest::client)).containsAll(clients));
        assertThat(TOLD).allSatisfy(settings -> {
            assertThat(settings.get("security.protocol")).isEqualTo("SASL_SSL");
            assertThat(settings.get("sasl.mechanism")).isEqualTo("OAUTHBEARER");
            assertThat(settings.get("sasl.oauthbearer.scope.claim.name")).isEqualTo("roles");
            assertThat(settings.get("ssl.truststore.location"))
                    .isEqualTo(environment.get("COPYDESK_KAFKA_SSL_TRUSTSTORE_LOCATION"));
            assertThat(plain(settings.get("ssl.truststore.password"))).isEqualTo("changeit");
            assertThat(plain(settings.get("sasl.jaas.config"))).endsWith("unsecuredLoginStringClaim_sub=\"desk\";");
        });
    }

    private static String client(Map<String, ?> settings) {
        return settings.containsKey("key.deserializer")
                ? "consumer"
                : settings.containsKey("key.serializer")
                        ? "producer"
                        : settings.containsKey("application.id") ? "streams" : "admin";
    }

    private static String plain(Object value) {
        return value instanceof Password password ? password.value() : String.valueOf(value);
    }
}
