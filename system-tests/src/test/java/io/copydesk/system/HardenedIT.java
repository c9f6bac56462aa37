package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.command.Copydesk;
import io.copydesk.dashboard.DashboardMain;
import io.copydesk.enrich.EnrichMain;
import io.copydesk.ingest.IngestMain;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.AclsAdmin;
import io.copydesk.schemas.admin.Finding;
import io.copydesk.schemas.admin.Role;
import io.copydesk.sink.SinkMain;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole pipeline on a broker that asks everybody who they are (SASL/SCRAM over TLS) and lets nobody do more than
/// they need (ACLs), and a team that reads there with the consumers of `examples/`.
class HardenedIT {
    private static final String TEAM = "weather";
    private static final String UPDATE = """
            {"blog": "grain", "id": "1", "headline": "First grain ship leaves Odesa", "body": "It carries corn."}""";

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, Desk.Instance> services = new HashMap<>();

    @AfterEach
    void closes() throws Exception {
        for (var part : open.reversed()) {
            part.close();
        }
    }

    @Test
    void runsThePipelineWithTheLeastRightsAndLetsATeamReadTwoTopics() throws Exception {
        var kafka = keep(new SecuredKafka(folder.resolve("kafka")));
        var registry = startRegistry(kafka);
        var database = keep(EmbeddedDatabase.start(folder.resolve("postgres")));
        assertThat(copydesk(kafka.client("copydesk-operator"), registry, "topics", "apply")).isZero();
        assertThat(copydesk(kafka.client("copydesk-operator"), registry, "schemas", "apply")).isZero();

        // nobody knows them yet
        int push = Pipeline.freePort();
        start("ingest", IngestMain.class, kafka, registry, Map.of("COPYDESK_PUSH_PORT", Integer.toString(push)));
        start("enrich", EnrichMain.class, kafka, registry,
                Map.of("COPYDESK_ENRICH_STATE_DIR", folder.resolve("enrich").toString()));
        start("sink", SinkMain.class, kafka, registry,
                Map.of("COPYDESK_DATABASE_URL", database.jdbcUrl(), "COPYDESK_DATABASE_USER", database.user(),
                        "COPYDESK_SINK_STORES", "postgres,archive", "COPYDESK_ARCHIVE_FOLDER",
                        folder.resolve("archive").toString()));
        int page = Pipeline.freePort();
        start("dashboard", DashboardMain.class, kafka, registry,
                Map.of("COPYDESK_DASHBOARD_PORT", Integer.toString(page)));
        services.forEach((name, service) -> awaitHealth(name, service, "Authentication failed"));

        // now they may log in, and do nothing
        services.keySet().forEach(name -> kafka.add("copydesk-" + name));
        services.forEach((name, service) -> awaitHealth(name, service, "uthoriz"));
        try (var client = new PushClient(URI.create("http://127.0.0.1:" + push + "/v1/updates"))) {
            assertThat(client.accepted(UPDATE)).isFalse();

            assertThat(copydesk(kafka.superUser(), registry, "acls", "apply", "--team", TEAM)).isZero();
            assertThat(copydesk(kafka.superUser(), registry, "acls", "check", "--team", TEAM)).isZero();
            services.values().forEach(service -> await().atMost(Pipeline.SOON).until(service.operations()::ready));
            // none of them had to be started again
            assertThat(services.values()).allMatch(service -> service.process().isAlive());

            client.push(List.of(UPDATE));
        }
        var rows = new Rows(database.jdbcUrl(), database.user());
        await().atMost(Pipeline.SOON).until(() -> rows.count("entries") == 1);
        var dashboard = new DashboardClient(URI.create("http://127.0.0.1:" + page), "");
        await().atMost(Pipeline.SOON).until(() -> dashboard.entries("").size() == 1);
        kafka.add(TEAM);
        showsTheEntryOnEachScreen(kafka, registry);
        refusesTheTeamEverythingElse(kafka.client(TEAM));
        assertThat(TopicContent.of(Topics.DEAD_LETTERS, kafka.superUser())).isEmpty();
    }

    private void showsTheEntryOnEachScreen(SecuredKafka kafka, String registry) throws Exception {
        var team = kafka.client(TEAM);
        var java = keep(Example.java(folder.resolve("java"), team, registry, TEAM + "-java"));
        var shell = keep(Example.shell(folder.resolve("shell"), team, registry, TEAM + "-shell"));
        awaitOn(java, "LIVE 1 First grain ship leaves Odesa\n");
        if (Npm.isExpected()) {
            var node = keep(Example.node(folder.resolve("node"), Map.of("group", TEAM + "-node", "registry",
                    Map.of("host", registry), "kafka",
                    Map.of("brokers", List.of(String.valueOf(team.get("bootstrap.servers"))), "ssl",
                            Map.of("ca", List.of(Files.readString(kafka.certificates().pem()))), "sasl",
                            Map.of("mechanism", "scram-sha-512", "username", TEAM, "password", TEAM)))));
            awaitOn(node, "LIVE 1 First grain ship leaves Odesa\n");
        }
        awaitOn(shell, "\"headline\": \"First grain ship leaves Odesa\"");
    }

    private static void awaitOn(Example example, String line) {
        await().atMost(Pipeline.SOON).failFast(() -> assertThat(example.isAlive()).as(example.screen()).isTrue())
                .untilAsserted(() -> assertThat(example.screen()).contains(line));
    }

    private void refusesTheTeamEverythingElse(Map<String, String> team) {
        var config = new HashMap<String, Object>(team);
        config.put("request.timeout.ms", 20_000);
        config.put("default.api.timeout.ms", 20_000);
        config.put("group.id", "another-team");
        config.put("enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (var topic : Stream.of("raw", "stories", "trends", "sources", "ingest-state", "source-health",
                    "dead-letters").map("copydesk."::concat).toList()) {
                assertThatThrownBy(() -> consumer.partitionsFor(topic)).as(topic)
                        .isInstanceOf(TopicAuthorizationException.class);
            }
            consumer.subscribe(List.of(Topics.ENTRIES.name()));
            assertThatThrownBy(() -> consumer.poll(Duration.ofMinutes(2)))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
        config.put("enable.idempotence", false);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.send(new ProducerRecord<>(Topics.ENTRIES.name(), new byte[]{1}, new byte[]{0})))
                    .failsWithin(Pipeline.SOON).withThrowableThat()
                    .withCauseInstanceOf(TopicAuthorizationException.class);
        }
        try (var admin = Admin.create(config)) {
            assertThat(admin.deleteTopics(List.of(Topics.CHANGES.name())).all().toCompletionStage())
                    .failsWithin(Pipeline.SOON).withThrowableThat()
                    .withCauseInstanceOf(TopicAuthorizationException.class);
            assertThat(admin.createAcls(List.of(Role.team(TEAM).getFirst().to("User:another"))).all()
                    .toCompletionStage()).failsWithin(Pipeline.SOON).withThrowableThat()
                    .withCauseInstanceOf(ClusterAuthorizationException.class);
        }
    }

    private String startRegistry(SecuredKafka kafka) {
        for (var role : List.of(Role.REGISTRY, Role.OPERATOR)) {
            var name = "copydesk-" + role.name().toLowerCase(Locale.ROOT);
            kafka.add(name);
            try (var admin = Admin.create(new HashMap<String, Object>(kafka.superUser()))) {
                assertThat(new AclsAdmin(admin, Map.of("User:" + name, role.grants())).apply()).hasSizeGreaterThan(1)
                        .allMatch(Finding::fine);
            }
        }
        return keep(EmbeddedRegistry.start(folder.resolve("registry"), kafka.client("copydesk-registry"))).url();
    }

    private void start(String name, Class<?> main, SecuredKafka kafka, String registry, Map<String, String> own)
            throws Exception {
        int port = Pipeline.freePort();
        var environment = environment(kafka.client("copydesk-" + name), registry);
        environment.putAll(own);
        environment.put("COPYDESK_HTTP_PORT", Integer.toString(port));
        var process = keep(new JavaProcess(folder.resolve(name + ".log"), environment,
                List.of("-Xmx192m", "-Dlogback.configurationFile=logback.xml"), main));
        process.start();
        services.put(name, new Desk.Instance(process, new Operations(port)));
    }

    private int copydesk(Map<String, String> kafka, String registry, String... arguments) throws Exception {
        try (var process = new JavaProcess(folder.resolve("copydesk.log"), environment(kafka, registry),
                List.of("-Xmx192m"), Copydesk.class, arguments)) {
            process.start();
            return process.await();
        }
    }

    private static Map<String, String> environment(Map<String, String> kafka, String registry) {
        var environment = new HashMap<String, String>();
        kafka.forEach((name, value) -> environment
                .put("COPYDESK_KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        environment.put("COPYDESK_REGISTRY_URL", registry);
        return environment;
    }

    private void awaitHealth(String name, Desk.Instance service, String reason) {
        await().atMost(Pipeline.SOON)
                .failFast(() -> assertThat(service.process().isAlive()).as(service.process().printed()).isTrue())
                .untilAsserted(() -> assertThat(service.operations().health()).as(name).contains(reason));
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.add(part);
        return part;
    }
}
