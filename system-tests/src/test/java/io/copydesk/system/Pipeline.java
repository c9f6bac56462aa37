package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.command.laptop.Backlog;
import io.copydesk.command.laptop.Stored;
import io.copydesk.dashboard.DashboardMain;
import io.copydesk.enrich.EnrichMain;
import io.copydesk.enrich.EnrichService;
import io.copydesk.ingest.IngestMain;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import io.copydesk.sink.SinkMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/// Kafka and PostgreSQL with the four services as processes of their own.
final class Pipeline implements AutoCloseable {
    static final Duration SOON = Duration.ofMinutes(6);
    private static final int FIRST_PORT = 12_000;
    private static final int LAST_PORT = 32_000;

    private final Path data;
    private final EmbeddedKafka kafka;
    private EmbeddedDatabase database;
    private final int pushPort = freePort();
    private final int dashboardPort = freePort();
    final Service ingest;
    final Service enrich;
    final Service sink;
    final Service dashboard;

    /// Declares topics and contracts and starts everything.
    Pipeline(Path data, String registry) throws Exception {
        this.data = Files.createDirectories(data);
        this.kafka = EmbeddedKafka.start(data.resolve("kafka"));
        this.database = EmbeddedDatabase.start(data.resolve("postgres"));
        var neighbours = Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "COPYDESK_REGISTRY_URL",
                registry);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var client = Contracts.client(registry, Map.of())) {
            assertThat(new TopicsAdmin(admin).apply()).allMatch(finding -> finding.fine());
            assertThat(new SchemasAdmin(client).apply()).allMatch(finding -> finding.fine());
        }
        ingest = new Service("ingest", IngestMain.class, neighbours,
                Map.of("COPYDESK_PUSH_PORT", Integer.toString(pushPort)));
        // the same member after a restart: its partitions need not wait for the session's end
        enrich = new Service("enrich", EnrichMain.class, neighbours,
                Map.of("COPYDESK_ENRICH_STATE_DIR", data.resolve("enrich").toString(), "COPYDESK_ENRICH_INSTANCE_ID",
                        "enrich-1"));
        sink = new Service("sink", SinkMain.class, neighbours,
                Map.of("COPYDESK_SINK_STORES", "postgres,archive", "COPYDESK_ARCHIVE_FOLDER", archive().toString(),
                        "COPYDESK_DATABASE_URL", database.jdbcUrl(), "COPYDESK_DATABASE_USER", database.user(),
                        "COPYDESK_KAFKA_GROUP_INSTANCE_ID", "sink-1"));
        dashboard = new Service("dashboard", DashboardMain.class, neighbours,
                Map.of("COPYDESK_DASHBOARD_PORT", Integer.toString(dashboardPort), "COPYDESK_DATABASE_URL",
                        database.jdbcUrl(), "COPYDESK_DATABASE_USER", database.user()));
        for (var service : services()) {
            service.start();
        }
        for (var service : services()) {
            service.awaitReady();
        }
    }

    List<Service> services() {
        return List.of(ingest, enrich, sink, dashboard);
    }

    /// Where the sink keeps its archive.
    Path archive() {
        return data.resolve("archive");
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /// Where the page is.
    String dashboardUrl() {
        return "http://127.0.0.1:" + dashboardPort + "/";
    }

    PushClient client() {
        return new PushClient(URI.create("http://127.0.0.1:" + pushPort + "/v1/updates"));
    }

    DashboardClient shown() {
        return new DashboardClient(URI.create(dashboardUrl()), "");
    }

    /// PostgreSQL goes without notice, and comes back on the same data and port.
    void killDatabase() {
        var url = database.jdbcUrl();
        kill(database.pid());
        database.close();
        database = EmbeddedDatabase.start(data.resolve("postgres"));
        assertThat(database.jdbcUrl()).isEqualTo(url);
    }

    /// All tables go, and the sink begins at the beginning.
    void loseTheDatabase() throws Exception {
        assertThat(sink.stop()).isZero();
        rows().run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            // not before the static member's session has ended
            await().atMost(SOON).ignoreExceptionsInstanceOf(ExecutionException.class).until(() -> {
                admin.deleteConsumerGroups(List.of("copydesk-sink-postgres")).all().get();
                return true;
            });
        }
        sink.start();
    }

    /// Until everything that was accepted is stored: judged by offsets, step by step.
    void awaitStored() {
        try (var backlog = Backlog.connect(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            await().atMost(SOON).until(() -> backlog.isEmpty("copydesk-enrich", List.of(Topics.RAW.name())));
            await().atMost(SOON).until(() -> backlog.isEmpty("copydesk-enrich",
                    EnrichService.internalTopics("copydesk-enrich")));
            await().atMost(SOON).until(() -> backlog.isEmpty("copydesk-sink-postgres",
                    List.of(Topics.ENTRIES.name(), Topics.CHANGES.name(), Topics.STORIES.name())));
            await().atMost(SOON).until(() -> backlog.isEmpty("copydesk-sink-archive",
                    List.of(Topics.RAW.name(), Topics.CHANGES.name())));
        }
    }

    String stateHash() throws SQLException {
        try (var stored = Stored.connect(database.jdbcUrl(), database.user(), database.password())) {
            return stored.stateHash();
        }
    }

    Rows rows() {
        return new Rows(database.jdbcUrl(), database.user());
    }

    @Override
    public void close() {
        services().forEach(Service::close);
        database.close();
        kafka.close();
    }

    static void kill(long pid) {
        var process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        assertThat(process.onExit()).succeedsWithin(120, TimeUnit.SECONDS);
    }

    /// Below the ports that the system gives to connections and to those who ask for any: what is started with it may take
    /// a minute to listen.
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // somebody has it: another one
            }
        }
    }

    /// One service; its process changes with each restart.
    final class Service implements AutoCloseable {
        private final JavaProcess process;
        private final Operations operations;

        private Service(String name, Class<?> main, Map<String, String> neighbours, Map<String, String> own) {
            int port = freePort();
            var environment = new HashMap<>(neighbours);
            environment.putAll(own);
            environment.put("COPYDESK_HTTP_PORT", Integer.toString(port));
            this.process = new JavaProcess(data.resolve(name + ".log"), environment,
                    List.of("-Xmx192m", "-Dlogback.configurationFile=logback.xml"), main);
            this.operations = new Operations(port);
        }

        void start() throws IOException {
            process.start();
        }

        void awaitReady() {
            await().atMost(SOON).pollInterval(Duration.ofMillis(200)).until(() -> {
                process.assertAlive();
                return operations.ready();
            });
        }

        /// `kill -9`, and the next one at once, as an orchestrator would.
        void killAndStart() throws IOException, InterruptedException {
            process.kill();
            process.start();
        }

        long pid() {
            return process.pid();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /// By SIGTERM, with its exit code.
        int stop() throws InterruptedException {
            return process.stop();
        }

        /// The sum of a counter's values whose labels contain `label`.
        long count(String counter, String label) throws IOException, InterruptedException {
            return operations.count(counter, label);
        }

        /// What Prometheus reads of it.
        String metrics() throws IOException, InterruptedException {
            return operations.metrics();
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
