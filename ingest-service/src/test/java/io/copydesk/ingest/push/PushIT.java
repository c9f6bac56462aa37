package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Cluster;
import io.copydesk.ingest.IngestConfiguration;
import io.copydesk.ingest.IngestService;
import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.ConfigurationException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PushIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Cluster cluster;
    private static IngestService service;
    private static Described described;

    @BeforeAll
    static void start() throws Exception {
        cluster = new Cluster();
        service = cluster.service(new SimpleMeterRegistry());
        var document = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + service.pushPort() + PushServer.DESCRIPTION)).build();
        described = new Described(HTTP.send(document, BodyHandlers.ofString()).body());
    }

    @AfterAll
    static void stop() {
        service.close();
        cluster.close();
    }

    private static HttpResponse<String> post(String contentType, String body, String... headers)
            throws IOException, InterruptedException {
        return post(service, contentType, body, headers);
    }

    private static HttpResponse<String> post(IngestService service, String contentType, String body,
            String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.pushPort() + "/v1/updates"))
                .header("Content-Type", contentType).timeout(Duration.ofMinutes(2))
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(described.faults(answer)).as("against the OpenAPI document").isEmpty();
        return answer;
    }

    private static String update(String source, String body) {
        return "{\"source\": \"%s\", \"blog\": \"regatta\", \"id\": \"%s\", \"body\": \"%s\"}".formatted(source, body,
                body);
    }

    @Test
    void promisesOnlyWhatKafkaHas() throws Exception {
        var answer = post("application/json", "[" + update("batch", "a") + "," + update("batch", "b") + "]");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":2}");
        assertThat(cluster.raw("batch")).extracting(Observation::getBody).containsExactly("a", "b");
        assertThat(post("application/x-ndjson; charset=UTF-8", update("lines", "a") + "\n" + update("lines", "b"))
                .statusCode())
                .isEqualTo(202);
        assertThat(cluster.raw("lines")).hasSize(2);
    }

    @Test
    void takesNothingOfABatchWithOneFault() throws Exception {
        var answer = post("application/json", "[" + update("half", "a") + ", {\"blog\": 1}]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode errors = JSON.readTree(answer.body()).path("errors");
        assertThat(errors).extracting(error -> error.path("index").asInt() + " " + error.path("field").asText())
                .containsExactly("1 blog", "1 body");
        assertThat(cluster.raw("half")).isEmpty();
    }

    @Test
    void refusesTooMuchAndTheWrongType() throws Exception {
        assertThat(post("application/json", " ".repeat(Updates.MAX_BYTES + 1)).statusCode()).isEqualTo(413);
        assertThat(post("application/json", "{\"blog\": \"regatta\", \"body\": \"" + "x".repeat(300_000) + "\"}")
                .statusCode()).isEqualTo(413);
        assertThat(post("text/plain", update("plain", "a")).statusCode()).isEqualTo(415);
        assertThat(post("application/json; charset=latin1", update("plain", "a")).statusCode()).isEqualTo(415);
        assertThat(post("application/json", update("plain", "a"), "Content-Encoding", "gzip").statusCode())
                .isEqualTo(415);
    }

    @Test
    void asksForTheKeyWhereOneIsSet() throws Exception {
        var config = Configuration.load(IngestConfiguration.class,
                Map.of("COPYDESK_PUSH_PORT", "0", "COPYDESK_PUSH_KEY", "sesame"));
        try (var guarded = new IngestService(config, cluster.neighbours(), new SimpleMeterRegistry())) {
            guarded.start();
            var update = update("guarded", "a");
            assertThat(post(guarded, "application/json", update).statusCode()).isEqualTo(401);
            assertThat(post(guarded, "application/json", update, "X-API-Key", "sesam").statusCode()).isEqualTo(401);
            assertThat(post(guarded, "application/json", update, "X-API-Key", "sesame").statusCode()).isEqualTo(202);
            assertThat(post(guarded, "application/json", update, "Authorization", "Bearer sesame").statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void doesNotListenToOthersWithoutAKey() {
        var config = Configuration.load(IngestConfiguration.class,
                Map.of("COPYDESK_PUSH_PORT", "0", "COPYDESK_PUSH_HOST", "0.0.0.0"));
        try (var open = new IngestService(config, cluster.neighbours(), new SimpleMeterRegistry())) {
            assertThatThrownBy(open::start).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("COPYDESK_PUSH_KEY");
        }
    }

    /// The broker goes away in the middle: every update is sent until it is promised, and each is there afterwards.
    @Test
    void losesNothingThatItPromisedWhenTheBrokerGoesAway() throws Exception {
        var promised = new ArrayList<String>();
        boolean refused = false;
        for (int i = 0; i < 20; i++) {
            if (i == 10) {
                cluster.stopKafka();
            }
            var before = Instant.now();
            var answer = post("application/json", update("outage", "update " + i));
            if (answer.statusCode() == 503) {
                refused = true;
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
                cluster.startKafka();
                answer = again("update " + i);
            }
            assertThat(answer.statusCode()).isEqualTo(202);
            promised.add("update " + i);
        }
        assertThat(refused).isTrue();
        // what was sent again after the 503 may stand there twice
        assertThat(new LinkedHashSet<>(cluster.raw("outage").stream().map(Observation::getBody).toList()))
                .containsExactlyElementsOf(promised);
    }

    private static HttpResponse<String> again(String body) {
        return org.awaitility.Awaitility.await().atMost(Duration.ofMinutes(2)).until(
                () -> post("application/json", update("outage", body)), answer -> answer.statusCode() == 202);
    }
}
