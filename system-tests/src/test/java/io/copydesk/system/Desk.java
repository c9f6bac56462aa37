package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.contracts.Change;
import io.copydesk.dashboard.DashboardMain;
import io.copydesk.enrich.EnrichMain;
import io.copydesk.ingest.IngestMain;
import io.copydesk.ingest.source.InvalidSourcesException;
import io.copydesk.ingest.source.Sources;
import io.copydesk.ingest.source.SourcesAdmin;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/// Kafka with some instances of ingest, one of enrich and one of the dashboard, as each test wants them, each a process of
/// its own: what reads blogs and shows them, without stores.
final class Desk implements AutoCloseable {
    static final Duration SOON = Duration.ofMinutes(2);

    private final Path data;
    private final EmbeddedKafka kafka;
    private final Contracts contracts;
    private final String registry;
    private final List<Instance> instances = new ArrayList<>();

    Desk(Path data, String registry) throws IOException {
        this.data = Files.createDirectories(data);
        this.registry = registry;
        kafka = EmbeddedKafka.start(data.resolve("kafka"));
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var client = Contracts.client(registry, Map.of())) {
            assertThat(new TopicsAdmin(admin).apply()).allMatch(finding -> finding.fine());
            assertThat(new SchemasAdmin(client).apply()).allMatch(finding -> finding.fine());
        }
        contracts = Contracts.connect(registry, Map.of());
    }

    /// @param heap as the JVM's `-Xmx`
    Instance startIngest(String heap) throws IOException {
        return start("ingest-" + instances.size(), IngestMain.class, heap,
                Map.of("COPYDESK_PUSH_PORT", "0", "COPYDESK_POLL_HOST_GAP", "0s"));
    }

    void startEnrich() throws IOException {
        start("enrich", EnrichMain.class, "192m",
                Map.of("COPYDESK_ENRICH_STATE_DIR", data.resolve("enrich").toString()));
    }

    /// @return where its page is
    String startDashboard() throws IOException {
        int port = Pipeline.freePort();
        start("dashboard", DashboardMain.class, "192m", Map.of("COPYDESK_DASHBOARD_PORT", Integer.toString(port)));
        return "http://127.0.0.1:" + port + "/";
    }

    ChangeWriter changeWriter() {
        return new ChangeWriter(kafka.bootstrapServers(), registry);
    }

    void awaitReady() {
        await().atMost(SOON).until(() -> {
            for (var instance : instances) {
                instance.process().assertAlive();
                if (!instance.operations().ready()) {
                    return false;
                }
            }
            return true;
        });
    }

    /// A service whose process may be killed.
    record Instance(JavaProcess process, Operations operations) {
        long looks() throws IOException, InterruptedException {
            return operations.count("copydesk_ingest_looks_total", "");
        }
    }

    /// As `./copydesk sources apply` does.
    void read(String sources) throws IOException, InvalidSourcesException {
        var file = Files.writeString(data.resolve("sources.yaml"), sources);
        new SourcesAdmin(kafka(), contracts).apply(Sources.read(file));
    }

    /// All that was published so far, those of one entry in order.
    List<Change> changes() {
        var deserializer = contracts.serde(Topics.CHANGES).deserializer();
        return TopicContent.of(Topics.CHANGES.name(), kafka.bootstrapServers()).stream()
                .map(record -> deserializer.deserialize(record.topic(), record.value())).toList();
    }

    int deadLetters() {
        return TopicContent.of(Topics.DEAD_LETTERS, kafka.bootstrapServers()).size();
    }

    @Override
    public void close() {
        instances.forEach(instance -> instance.process().close());
        contracts.close();
        kafka.close();
    }

    private Map<String, String> kafka() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private Instance start(String name, Class<?> main, String heap, Map<String, String> own) throws IOException {
        int port = Pipeline.freePort();
        var environment = new HashMap<>(own);
        environment.put("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("COPYDESK_REGISTRY_URL", registry);
        environment.put("COPYDESK_HTTP_PORT", Integer.toString(port));
        var instance = new Instance(new JavaProcess(data.resolve(name + ".log"), environment,
                List.of("-Xmx" + heap, "-Dlogback.configurationFile=logback.xml"), main), new Operations(port));
        instances.add(instance);
        instance.process().start();
        return instance;
    }
}
