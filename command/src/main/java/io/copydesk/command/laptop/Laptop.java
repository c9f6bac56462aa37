package io.copydesk.command.laptop;

import io.copydesk.cluster.DataDirectory;
import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.dashboard.DashboardService;
import io.copydesk.enrich.EnrichService;
import io.copydesk.ingest.IngestService;
import io.copydesk.ingest.source.SourcesAdmin;
import io.copydesk.runtime.Neighbours;
import io.copydesk.runtime.Service;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.RegistryUnavailableException;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.Finding;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import io.copydesk.sink.SinkService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All parts of Copydesk in this program. They get their settings as containers do, by variables.
final class Laptop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Laptop.class);
    private static final String ENRICH_GROUP = "copydesk-enrich";
    private static final String SINK_GROUP = "copydesk-sink-postgres";
    private static final String ARCHIVE_GROUP = "copydesk-sink-archive";
    private static final int REGISTRY_ATTEMPTS = 6;

    private final Path data;
    private final Screen screen;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Tally tally = new Tally(meters);
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<Service> services = new ArrayList<>();
    private final EmbeddedKafka kafka;
    private final EmbeddedDatabase database;
    private final IngestService ingest;

    private Laptop(DataDirectory directory, Ports ports, List<SourceDefinition> sources, Screen screen) {
        this.data = directory.path();
        this.screen = screen;
        try {
            // side by side: each waits for the disk more than for the processor
            var starting = CompletableFuture.supplyAsync(this::startDatabase);
            parts.push(() -> starting.join().close());
            this.kafka = startKafka();
            var registry = startRegistry();
            var neighbours = Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                    "COPYDESK_REGISTRY_URL", registry.url());
            declare(Neighbours.of(neighbours), sources);
            this.database = starting.join();
            run(SinkService.of(with(neighbours, sinkSettings()), meters));
            run(EnrichService.of(with(neighbours, enrichSettings()), meters));
            this.ingest = IngestService.of(with(neighbours, ingestSettings(ports.push())), meters);
            run(ingest);
            screen.say("Push", "http://127.0.0.1:" + ingest.pushPort() + "/v1/updates");
            ports.dashboard().ifPresent(port -> runDashboard(neighbours, port));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Where it listens on 127.0.0.1; 0 takes a free port.
    ///
    /// @param dashboard empty where nobody is to look
    record Ports(int push, OptionalInt dashboard) {}

    /// Starts everything; `directory` stays the caller's.
    static Laptop start(DataDirectory directory, Ports ports, List<SourceDefinition> sources, Screen screen) {
        return new Laptop(directory, ports, sources, screen);
    }

    private void runDashboard(Map<String, String> neighbours, int port) {
        var dashboard = DashboardService.of(with(with(neighbours, databaseSettings()),
                Map.of("COPYDESK_DASHBOARD_PORT", Integer.toString(port))), meters);
        run(dashboard);
        screen.say("Dashboard", "http://127.0.0.1:" + dashboard.port() + "/");
    }

    private EmbeddedKafka startKafka() {
        screen.say("Kafka", "starting");
        var started = EmbeddedKafka.start(data.resolve("kafka"));
        parts.push(started);
        screen.say("Kafka", started.bootstrapServers());
        return started;
    }

    private EmbeddedRegistry startRegistry() {
        screen.say("Registry", "starting, which takes the longest");
        var started = EmbeddedRegistry.start(data.resolve("registry"), kafka.bootstrapServers());
        parts.push(started);
        screen.say("Registry", started.url());
        return started;
    }

    private EmbeddedDatabase startDatabase() {
        screen.say("PostgreSQL", "starting");
        var started = EmbeddedDatabase.start(data.resolve("postgres"));
        screen.say("PostgreSQL", "psql '" + started.jdbcUrl().replaceFirst("^jdbc:", "") + "?user=" + started.user()
                + "'");
        return started;
    }

    /// Topics, contracts and sources, as `apply` of each does it.
    private void declare(Neighbours neighbours, List<SourceDefinition> sources) {
        try (var admin = Admin.create(new HashMap<>(neighbours.kafka()));
                var registry = Contracts.client(neighbours.registryUrl(), neighbours.registry());
                var contracts = neighbours.contracts()) {
            var topics = fine(new TopicsAdmin(admin).apply());
            var schemas = fine(applied(new SchemasAdmin(registry)));
            new SourcesAdmin(neighbours.kafka(), contracts).apply(sources);
            screen.say("Declared", topics + " topics, " + schemas + " contracts, " + sources.size() + " sources");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A registry that has just started may keep its first callers waiting for longer than they have patience.
    private static Collection<Finding> applied(SchemasAdmin schemas) {
        for (int attempt = 1; attempt < REGISTRY_ATTEMPTS; attempt++) {
            try {
                return schemas.apply();
            } catch (RegistryUnavailableException e) {
                log.atWarn().addKeyValue("cause", e.getMessage()).log("The registry does not answer yet");
            }
        }
        return schemas.apply();
    }

    private static int fine(Collection<Finding> findings) {
        findings.stream().filter(finding -> !finding.fine()).findFirst().ifPresent(finding -> {
            throw new IllegalStateException(finding.toString());
        });
        return findings.size();
    }

    private Map<String, String> sinkSettings() {
        return with(databaseSettings(), Map.of("COPYDESK_SINK_STORES", "postgres,archive", "COPYDESK_ARCHIVE_FOLDER",
                data.resolve("archive").toString()));
    }

    private Map<String, String> databaseSettings() {
        return Map.of("COPYDESK_DATABASE_URL", database.jdbcUrl(), "COPYDESK_DATABASE_USER", database.user(),
                "COPYDESK_DATABASE_PASSWORD", database.password());
    }

    /// How sources are polled, and with which keys, is the operator's here too.
    private static Map<String, String> ingestSettings(int port) {
        var settings = new HashMap<>(System.getenv());
        settings.keySet().removeIf(name -> !name.startsWith("COPYDESK_POLL_"));
        settings.put("COPYDESK_PUSH_PORT", Integer.toString(port));
        return settings;
    }

    private Map<String, String> enrichSettings() {
        return Map.of("COPYDESK_ENRICH_STATE_DIR", data.resolve("enrich").toString(),
                "COPYDESK_ENRICH_APPLICATION_ID", ENRICH_GROUP);
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    private void run(Service service) {
        parts.push(service);
        services.add(service);
        service.start();
        screen.say(service.name(), "started");
    }

    Tally tally() {
        return tally;
    }

    /// What killed a service, if one has died.
    Optional<Throwable> death() {
        for (var service : services) {
            if (service.stopped().isDone()) {
                try {
                    service.stopped().get();
                    return Optional.of(new IllegalStateException(service.name() + " has stopped"));
                } catch (ExecutionException e) {
                    return Optional.of(new IllegalStateException(service.name() + " died", e.getCause()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return Optional.empty();
    }

    /// Whether everything that the sources show is stored, step by step: nothing can be left behind a step that has read
    /// all there was when the step before it had written all there was to write.
    boolean everythingIsStored(Backlog backlog) {
        return ingest.readiness().ready() && ingest.caughtUp()
                && backlog.isEmpty(ENRICH_GROUP, List.of(Topics.RAW.name()))
                && backlog.isEmpty(ENRICH_GROUP, EnrichService.internalTopics(ENRICH_GROUP))
                && backlog.isEmpty(SINK_GROUP,
                        List.of(Topics.ENTRIES.name(), Topics.CHANGES.name(), Topics.STORIES.name(),
                                Topics.TRENDS.name()))
                && backlog.isEmpty(ARCHIVE_GROUP, List.of(Topics.RAW.name(), Topics.CHANGES.name()));
    }

    Backlog backlog() {
        return Backlog.connect(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    /// The sources that could not be read, and why.
    Map<String, String> failing() {
        return ingest.failing();
    }

    Stored stored() throws SQLException {
        return Stored.connect(database.jdbcUrl(), database.user(), database.password());
    }

    /// In the opposite order; what cannot be closed does not keep the others from it.
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                log.atWarn().setCause(e).log("A part did not close");
            }
        }
    }
}
