package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jspecify.annotations.Nullable;

/// `docker-compose up --build`, as an operator types it. Each test has a blog of its own.
@ExtendWith(Docker.class)
class ComposeIT {
    private static final List<String> SERVICES = List.of("ingest", "enrich", "sink");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
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

    private static int push(String key, String update) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + project().pushPort() + "/v1/updates"))
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(update));
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static String update(String blog, String id, String headline) {
        return """
                {"source": "%s", "blog": "%s", "id": "%s", "headline": "%s", "body": "%s"}"""
                .formatted(blog, blog, id, headline, "The Razoni has left the port of Odesa.");
    }

    private static void accepted(String blog, String id, String headline) throws Exception {
        assertThat(push(ComposeProject.KEY, update(blog, id, headline))).isEqualTo(202);
    }

    private static void stored(String source, String rows) {
        awaitRows("SELECT headline, revision FROM entries WHERE source = '" + source + "' ORDER BY headline", rows);
    }

    private static void awaitRows(String sql, String rows) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(project().query(sql)).isEqualTo(rows));
    }

    @Test
    void storesAPushedUpdateOnce() throws Exception {
        accepted("harbour-once", "1", "First grain ship leaves Odesa");
        accepted("harbour-once", "1", "First grain ship leaves Odesa");

        stored("harbour-once", "First grain ship leaves Odesa|1");
    }

    @Test
    void keepsARevisionForEachCorrectionAndTheRetraction() throws Exception {
        accepted("harbour-corrected", "1", "First grain ship leaves Odesa");
        accepted("harbour-corrected", "1", "Second grain ship leaves Mykolaiv");
        stored("harbour-corrected", "Second grain ship leaves Mykolaiv|2");
        assertThat(push(ComposeProject.KEY, """
                {"source": "harbour-corrected", "blog": "harbour-corrected", "id": "1", "retracted": true}"""))
                .isEqualTo(202);

        awaitRows("SELECT kind, r.revision, r.headline, e.status FROM revisions r JOIN entries e ON e.id = entry_id"
                + " WHERE e.source = 'harbour-corrected' ORDER BY r.version", """
                        NEW|1|First grain ship leaves Odesa|RETRACTED
                        CORRECTED|2|Second grain ship leaves Mykolaiv|RETRACTED
                        RETRACTED|3||RETRACTED""");
    }

    @Test
    void refusesWhoeverHasNotTheKey() throws Exception {
        assertThat(push("copydesk", update("harbour-closed", "1", "Not for print"))).isEqualTo(401);
    }

    @Test
    void putsAPoisonRecordAsideAndGoesOn() throws Exception {
        project().in("kafka", "poison\n", "/opt/kafka/bin/kafka-console-producer.sh", "--bootstrap-server",
                "kafka:9092", "--topic", "copydesk.raw");
        accepted("harbour-poison", "1", "The next one is processed");

        stored("harbour-poison", "The next one is processed|1");
        var letter = project().in("kafka", "", "/opt/kafka/bin/kafka-console-consumer.sh", "--bootstrap-server",
                "kafka:9092", "--topic", "copydesk.dead-letters", "--from-beginning", "--max-messages", "1",
                "--timeout-ms", "60000", "--formatter-property", "print.headers=true");
        assertThat(letter).contains("copydesk.cause:WRONG_MAGIC_BYTE", "poison");
    }

    @Test
    void keepsRowsAndStateThroughDownAndUp() throws Exception {
        accepted("harbour-kept", "1", "First grain ship leaves Odesa");
        stored("harbour-kept", "First grain ship leaves Odesa|1");

        project().down();
        project().up();

        stored("harbour-kept", "First grain ship leaves Odesa|1");
        accepted("harbour-kept", "1", "Second grain ship leaves Odesa");
        stored("harbour-kept", "Second grain ship leaves Odesa|2");
    }

    @Test
    void comesBackAfterItsServicesWereKilled() throws Exception {
        var before = new HashMap<String, Integer>();
        for (var service : SERVICES) {
            before.put(service, project().restarts(service));
            project().kill(service);
        }
        for (var service : SERVICES) {
            await().atMost(SOON).until(() -> project().restarts(service) == before.getOrDefault(service, 0) + 1);
        }
        project().awaitHealth();

        accepted("harbour-killed", "1", "First grain ship leaves Odesa");
        stored("harbour-killed", "First grain ship leaves Odesa|1");
    }

    @Test
    void stopsEachServiceCleanly() throws Exception {
        for (var service : SERVICES) {
            assertThat(project().stop(service)).as(service).isEqualTo("0");
        }
        project().up();
    }
}
