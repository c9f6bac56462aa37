package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.command.laptop.Backlog;
import io.copydesk.enrich.EnrichGroup;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// `docker-compose up --build`, as an operator types it, with OpenSearch, Prometheus and the newsroom. One project for
/// all tests; each has a blog of its own.
@ExtendWith(Docker.class)
class ComposeIT {
    private static final List<String> IMAGES = List.of("copydesk/ingest", "copydesk/enrich", "copydesk/sink",
            "copydesk/dashboard", "copydesk/command");
    private static final String BELOW = "eclipse-temurin:25-jre";
    private static final List<String> OURS = List.of("ingest", "enrich", "sink", "archive", "sink-opensearch",
            "dashboard");
    private static final List<String> MAY_DIE = List.of("kafka", "registry", "postgres", "opensearch", "ingest",
            "enrich", "sink", "archive", "dashboard");
    private static final Duration SOON = Duration.ofMinutes(3);
    /// Between two requests of a busy desk, with time left for what starts again beside it.
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static @Nullable ComposeProject project;

    @BeforeAll
    static void up() throws Exception {
        project = new ComposeProject(Docker.compose());
        project().up("--build");
    }

    @AfterAll
    static void down() throws Exception {
        HTTP.close();
        if (project != null) {
            project.close();
        }
    }

    private static ComposeProject project() {
        return Objects.requireNonNull(project);
    }

    private static PushClient client() {
        return client(project().pushKey());
    }

    private static PushClient client(String key) {
        return new PushClient(pushAddress(), key);
    }

    private static URI pushAddress() {
        return URI.create("http://" + project().address("PUSH") + "/v1/updates");
    }

    private static ChangeReader changes() {
        return new ChangeReader(project().address("KAFKA"),
                "http://" + project().address("REGISTRY") + "/apis/ccompat/v7");
    }

    private static URI dashboardAddress() {
        return URI.create("http://" + project().address("DASHBOARD"));
    }

    /// On the dashboard, as it shows them: the newest first.
    private static List<String> shown(String source) throws IOException, InterruptedException {
        return new DashboardClient(dashboardAddress(), project().token()).entries("source=" + source).stream()
                .map(entry -> entry.path("kind").asText() + "|" + entry.path("headline").asText() + "|"
                        + entry.path("revision").asText())
                .toList();
    }

    private static void awaitShown(String source, String... entries) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).ignoreExceptions()
                .untilAsserted(() -> assertThat(shown(source)).containsExactly(entries));
    }

    private static String update(String blog, String id, String headline) {
        return """
                {"source": "%s", "blog": "%s", "id": "%s", "headline": "%s", "body": "%s"}"""
                .formatted(blog, blog, id, headline, "The Razoni has left the port of Odesa.");
    }

    private static void accepted(String blog, String id, String headline) {
        try (var client = client()) {
            client.push(List.of(update(blog, id, headline)));
        }
    }

    private static int status(String key, String update) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(pushAddress()).header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key).POST(BodyPublishers.ofString(update)).build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static void stored(String source, String rows) {
        awaitRows("SELECT headline, revision FROM entries WHERE source = '" + source + "' ORDER BY headline", rows);
    }

    private static void awaitRows(String sql, String rows) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).ignoreExceptions()
                .untilAsserted(() -> assertThat(project().query(sql)).isEqualTo(rows));
    }

    private static JsonNode get(String address) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(HttpRequest.newBuilder(URI.create("http://" + address)).build(),
                BodyHandlers.ofString()).body());
    }

    private static int inOpenSearch(String source) throws IOException, InterruptedException {
        return get(project().address("OPENSEARCH") + "/copydesk-entries/_count?q=source:" + source).path("count")
                .asInt();
    }

    private static void awaitOpenSearch(String source, int entries) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).ignoreExceptions()
                .until(() -> inOpenSearch(source) == entries);
    }

    @Test
    void showsAnUpdateInEveryStoreAndToAConsumer() throws Exception {
        var millis = new ArrayList<Long>();
        try (var changes = changes()) {
            for (int update = 1; update <= 10; update++) {
                var headline = "Grain ship " + update + " leaves Odesa";
                long began = System.nanoTime();
                accepted("harbour-shown", "id-" + update, headline);

                await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> changes.has(headline));
                awaitRows("SELECT count(*) FROM entries WHERE headline = '" + headline + "'", "1");
                awaitOpenSearch("harbour-shown", update);
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            }
        }
        System.out.printf("from curl to consumer, PostgreSQL and OpenSearch: %s ms, p50 %d ms%n", millis,
                millis.stream().sorted().skip(millis.size() / 2).findFirst().orElseThrow());
        assertThat(Collections.min(millis)).as("the one that nothing else held up").isLessThanOrEqualTo(2_000L);
    }

    @Test
    void keepsARevisionForEachCorrectionAndTheRetraction() {
        accepted("harbour-corrected", "1", "First grain ship leaves Odesa");
        accepted("harbour-corrected", "1", "First grain ship leaves Odesa");
        accepted("harbour-corrected", "1", "Second grain ship leaves Mykolaiv");
        stored("harbour-corrected", "Second grain ship leaves Mykolaiv|2");
        try (var client = client()) {
            client.push(List.of("""
                    {"source": "harbour-corrected", "blog": "harbour-corrected", "id": "1", "retracted": true}"""));
        }

        awaitRows("SELECT kind, r.revision, r.headline, e.status FROM revisions r JOIN entries e ON e.id = entry_id"
                + " WHERE e.source = 'harbour-corrected' ORDER BY r.version", """
                        NEW|1|First grain ship leaves Odesa|RETRACTED
                        CORRECTED|2|Second grain ship leaves Mykolaiv|RETRACTED
                        RETRACTED|3||RETRACTED""");
    }

    @Test
    void showsWhatHappensOnTheDashboard() throws Exception {
        accepted("harbour-screen", "1", "First grain ship leaves Odesa");
        awaitShown("harbour-screen", "NEW|First grain ship leaves Odesa|1");
        accepted("harbour-screen", "2", "Second grain ship leaves Mykolaiv");
        accepted("harbour-screen", "1", "First grain ship leaves Istanbul");

        awaitShown("harbour-screen", "CORRECTED|First grain ship leaves Istanbul|2",
                "NEW|Second grain ship leaves Mykolaiv|1");
        assertThat(HTTP.send(HttpRequest.newBuilder(dashboardAddress()).build(), BodyHandlers.ofString()).body())
                .contains("<title>");
    }

    @Test
    void showsNothingToWhoeverHasNotTheToken() {
        var stranger = new DashboardClient(dashboardAddress(), "copydesk");
        assertThatThrownBy(() -> stranger.entries("")).isInstanceOf(IOException.class).hasMessageStartingWith("401");
    }

    @Test
    void refusesWhoeverHasNotTheKey() throws Exception {
        assertThat(status("copydesk", update("harbour-closed", "1", "Not for print"))).isEqualTo(401);
    }

    /// As docs/operations.md says.
    @Test
    void takesASecondPushKeyAndDropsTheFirst(@TempDir Path folder) throws Exception {
        var first = project().pushKey();
        var second = "another-key-of-the-tests";
        var overlay = Files.writeString(folder.resolve("second-key.yml"), """
                services:
                  ingest:
                    environment:
                      COPYDESK_PUSH_KEYS_NEXT_TOKEN: %s
                """.formatted(second));
        project().renew("ingest", overlay);
        assertThat(status(first, update("harbour-keys", "1", "With the first key"))).isEqualTo(202);
        assertThat(status(second, update("harbour-keys", "2", "With the second key"))).isEqualTo(202);

        project().setPushKey(second);
        project().renew("ingest");
        assertThat(status(first, update("harbour-keys", "3", "With a key of the past"))).isEqualTo(401);
        assertThat(status(second, update("harbour-keys", "4", "With the only key"))).isEqualTo(202);

        stored("harbour-keys", "With the first key|1\nWith the only key|1\nWith the second key|1");
    }

    /// As docs/operations.md says; what is pushed between the two steps waits.
    @Test
    void changesThePasswordOfTheDatabase() throws Exception {
        accepted("harbour-password", "1", "With the first password");
        stored("harbour-password", "With the first password|1");

        var second = "another-password-of-the-tests";
        psql("copydesk",
                "ALTER ROLE copydesk PASSWORD '" + second + "'; SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE usename = 'copydesk' AND pid <> pg_backend_pid()");
        accepted("harbour-password", "2", "Between the passwords");
        project().setDatabasePassword(second);
        project().up();

        stored("harbour-password", "Between the passwords|1\nWith the first password|1");
    }

    /// As docs/operations.md says of a dump; this copy is the server's own, which needs no pg_dump of its release.
    @Test
    void comesBackFromACopyOfTheDatabase() throws Exception {
        accepted("harbour-copied", "1", "In the copy");
        stored("harbour-copied", "In the copy|1");
        project().stop("sink");
        var before = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC)
                .format(Instant.now());
        psql("postgres", "CREATE DATABASE kept TEMPLATE copydesk");
        project().start("sink");
        accepted("harbour-copied", "2", "After the copy");
        stored("harbour-copied", "After the copy|1\nIn the copy|1");

        project().stop("sink");
        psql("postgres", "DROP DATABASE copydesk WITH (FORCE);\nCREATE DATABASE copydesk TEMPLATE kept;\n");
        stored("harbour-copied", "In the copy|1");
        await().atMost(SOON).pollInterval(Duration.ofSeconds(2)).until(
                () -> project().exec("", "kafka", "/opt/kafka/bin/kafka-consumer-groups.sh", "--bootstrap-server",
                        "kafka:9092", "--group", "copydesk-sink-postgres", "--reset-offsets", "--all-topics",
                        "--to-datetime", before, "--execute").output(),
                output -> output.contains(Topics.ENTRIES.name()));
        project().start("sink");

        stored("harbour-copied", "After the copy|1\nIn the copy|1");
    }

    private static void psql(String database, String sql) throws IOException, InterruptedException {
        var ran = project().exec(sql, "postgres", "psql", "-h", "127.0.0.1", "-U", "copydesk", "-q", "-v",
                "ON_ERROR_STOP=1", database);
        assertThat(ran.exitCode()).as(ran.output()).isZero();
    }

    @Test
    void putsAPoisonRecordAsideAndGoesOn() throws Exception {
        var kafka = project().address("KAFKA");
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.RAW.name(), "harbour-poison", "poison")).get();
        }
        accepted("harbour-poison", "1", "The next one is processed");

        stored("harbour-poison", "The next one is processed|1");
        await().atMost(SOON).untilAsserted(() -> assertThat(TopicContent.of(Topics.DEAD_LETTERS, kafka))
                .filteredOn(letter -> new String(letter.value(), StandardCharsets.UTF_8).equals("poison"))
                .extracting(letter -> header(letter, DeadLetter.CAUSE) + " " + header(letter, DeadLetter.STAGE))
                .containsExactlyInAnyOrder("WRONG_MAGIC_BYTE enrich.decode", "WRONG_MAGIC_BYTE sink-archive"));
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void readsTheNewsroomOfTheSamples() {
        await().atMost(SOON).ignoreExceptions().until(
                () -> Integer.parseInt(project().query("SELECT count(DISTINCT source) FROM entries e"
                        + " WHERE EXISTS (SELECT FROM revisions WHERE entry_id = e.id)")) >= 10);
    }

    @Test
    void isWatchedByPrometheus() {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            var up = get(project().address("PROMETHEUS") + "/api/v1/query?query=up").path("data").path("result");
            assertThat(StreamSupport.stream(up.spliterator(), false)
                    .map(one -> one.at("/metric/job").asText() + " " + one.at("/value/1").asText()))
                    .containsExactlyInAnyOrderElementsOf(OURS.stream().map(service -> service + " 1").toList());
        });
    }

    @Test
    void sharesTheWorkBetweenTwoInstancesOfEnrich() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", project().address("KAFKA")))) {
            var group = new EnrichGroup(admin, "copydesk-enrich");
            var first = instances(group);
            assertThat(first).hasSize(1);

            project().scale("enrich", 2);
            project().awaitHealth("enrich");
            await().atMost(SOON).untilAsserted(() -> assertThat(instances(group)).hasSize(2).containsAll(first));
            accepted("harbour-shared", "1", "Two desks read");
            stored("harbour-shared", "Two desks read|1");

            var second = instances(group);
            second.removeAll(first);
            project().scale("enrich", 1);
            assertThat(project().copydesk("instances", "leave", second.iterator().next()))
                    .containsAnyOf("has left", "is not in the group");
            await().atMost(SOON).untilAsserted(() -> assertThat(instances(group)).isEqualTo(first));
            accepted("harbour-shared", "1", "One desk reads");
            stored("harbour-shared", "One desk reads|2");
        }
    }

    /// Those that read something.
    private static Set<String> instances(EnrichGroup group) throws InterruptedException, ExecutionException {
        return group.members().stream().filter(member -> member.partitions() > 0).map(EnrichGroup.Member::instance)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void losesNothingWhoeverIsKilled() throws Exception {
        var enough = new CountDownLatch(1);
        try (var client = client(); var changes = changes()) {
            var pushing = new FutureTask<>(() -> {
                int pushed = 0;
                while (!enough.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    pushed++;
                    client.push(List.of(update("harbour-kills", "id-" + pushed, "Kill " + pushed)));
                }
                return pushed;
            });
            Thread.ofPlatform().start(pushing);
            for (var service : MAY_DIE) {
                project().kill(service);
            }
            enough.countDown();
            int pushed = pushing.get();

            awaitRows("SELECT count(*), max(revision) FROM entries WHERE source = 'harbour-kills'", pushed + "|1");
            awaitOpenSearch("harbour-kills", pushed);
            await().atMost(SOON).ignoreExceptions().until(() -> shown("harbour-kills").size() == pushed);
            await().atMost(SOON).until(() -> changes.count("Kill ") == pushed);
        }
        try (var backlog = Backlog.connect(Map.of("bootstrap.servers", project().address("KAFKA")))) {
            await().atMost(SOON).until(() -> backlog.isEmpty("copydesk-sink-archive",
                    List.of(Topics.RAW.name(), Topics.CHANGES.name())));
        }
    }

    @Test
    void keepsRowsAndStateThroughDownAndUp() throws Exception {
        accepted("harbour-kept", "1", "First grain ship leaves Odesa");
        stored("harbour-kept", "First grain ship leaves Odesa|1");
        awaitOpenSearch("harbour-kept", 1);

        project().stop(OURS.toArray(String[]::new));
        for (var service : OURS) {
            assertThat(project().inspect(service, "{{.State.ExitCode}}")).as(service).containsOnly("0");
        }
        project().down();
        project().up();

        stored("harbour-kept", "First grain ship leaves Odesa|1");
        accepted("harbour-kept", "1", "Second grain ship leaves Odesa");
        stored("harbour-kept", "Second grain ship leaves Odesa|2");
        awaitOpenSearch("harbour-kept", 1);
    }

    /// As docs/operations.md says; the newer release is the same under another name.
    @Test
    void goesUpToAnotherVersionAndBack() throws Exception {
        accepted("harbour-versions", "1", "By the first release");
        stored("harbour-versions", "By the first release|1");
        var first = project().version();
        var second = first + "-and-one-more";
        for (var image : IMAGES) {
            docker("tag", image + ":" + first, image + ":" + second);
        }
        try {
            project().setVersion(second);
            project().up("--no-build");
            for (var service : OURS) {
                assertThat(project().inspect(service, "{{.Config.Image}}")).allMatch(image -> image.endsWith(second));
            }
            accepted("harbour-versions", "1", "By the second release");
            stored("harbour-versions", "By the second release|2");
        } finally {
            project().setVersion(first);
            project().up("--no-build");
            for (var image : IMAGES) {
                docker("rmi", image + ":" + second);
            }
        }
        accepted("harbour-versions", "1", "By the first one again");
        stored("harbour-versions", "By the first one again|3");
    }

    @Test
    void addsLittleToTheImageBelow() throws Exception {
        long below = Long.parseLong(docker("image", "inspect", "-f", "{{.Size}}", BELOW));
        for (var image : IMAGES) {
            long size = Long.parseLong(
                    docker("image", "inspect", "-f", "{{.Size}}", image + ":" + project().version()));
            assertThat((size - below) / 1_000_000).as("MB of " + image).isBetween(1L, 130L);
        }
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        var ran = Command.run(DEPLOY, Map.of(), command, "");
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        return ran.output().strip();
    }

    @Test
    void runsNothingAsRoot() throws Exception {
        for (var service : ComposeProject.RUNNING) {
            assertThat(project().inspect(service, "{{.Config.User}}")).as(service).doesNotContain("", "0", "root");
        }
    }

    @Test
    void understandsEveryExampleOfDeploy() throws Exception {
        try (var files = Files.list(DEPLOY)) {
            var examples = files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
            assertThat(examples).isNotEmpty();
            for (var example : examples) {
                var config = project().config(example.toAbsolutePath().normalize());
                assertThat(config).as(example.toString()).contains("services:");
                assertStandInsWait(config);
                assertAllKnowTheSameNeighbours(config);
            }
        }
    }

    /// What stands in the place of a service takes none of that service's command.
    @SuppressWarnings("unchecked") // a document of maps and lists
    private static void assertStandInsWait(String config) {
        Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(config);
        assertThat(file.getOrDefault("services", Map.of())).allSatisfy((name, service) -> {
            if (List.of("sleep").equals(service.get("entrypoint"))) {
                assertThat(service.get("command")).as(name).isEqualTo(List.of("infinity"));
            }
        });
    }

    /// An example that names another Kafka or registry, and how to log in there, does so for each of our services.
    @SuppressWarnings("unchecked") // a document of maps and lists
    private static void assertAllKnowTheSameNeighbours(String config) {
        Map<String, Map<String, Map<String, Map<String, String>>>> file = new Yaml().load(config);
        var services = file.getOrDefault("services", Map.of());
        assertThat(OURS).extracting(service -> neighbours(services.getOrDefault(service, Map.of())))
                .containsOnly(neighbours(services.getOrDefault("apply", Map.of()))).doesNotContain(Map.of());
    }

    private static Map<String, String> neighbours(Map<String, Map<String, String>> service) {
        var neighbours = new TreeMap<>(service.getOrDefault("environment", Map.of()));
        neighbours.keySet().removeIf(name -> !name.matches("COPYDESK_(KAFKA|REGISTRY)_.*"));
        return neighbours;
    }
}
