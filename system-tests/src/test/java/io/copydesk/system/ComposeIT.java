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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/// `docker-compose up --build`, as an operator types it. Each test has a blog of its own.
class ComposeIT {
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

    private static int push(String key, String blog, String id, String headline)
            throws IOException, InterruptedException {
        var update = """
                {"source": "%s", "blog": "%s", "id": "%s", "headline": "%s", "body": "%s"}"""
                .formatted(blog, blog, id, headline, "The Razoni has left the port of Odesa.");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + project().pushPort() + "/v1/updates"))
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(update));
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static void accepted(String blog, String id, String headline) throws Exception {
        assertThat(push(ComposeProject.KEY, blog, id, headline)).isEqualTo(202);
    }

    private static void stored(String blog, String rows) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(project().query("SELECT headline, revision FROM entries WHERE blog LIKE '%"
                                + blog + "%' ORDER BY headline")).isEqualTo(rows));
    }

    @Test
    void storesAPushedUpdateOnce() throws Exception {
        accepted("harbour-once", "1", "First grain ship leaves Odesa");
        accepted("harbour-once", "1", "First grain ship leaves Odesa");

        stored("harbour-once", "First grain ship leaves Odesa|1");
    }

    @Test
    void refusesWhoeverHasNotTheKey() throws Exception {
        assertThat(push("copydesk", "harbour-closed", "1", "Not for print")).isEqualTo(401);
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
    void stopsEachServiceCleanly() throws Exception {
        for (var service : List.of("ingest", "enrich", "sink")) {
            assertThat(project().stop(service)).as(service).isEqualTo("0");
        }
        project().up();
    }
}
