package io.copydesk.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.dashboard.DashboardConfiguration;
import io.copydesk.dashboard.Harbour;
import io.copydesk.dashboard.view.News;
import io.copydesk.dashboard.view.View;
import io.copydesk.dashboard.view.ViewLimits;
import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardServerTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Described described = new Described();
    private final View view = new View("c1", 2, ViewLimits.USUAL);
    private volatile Optional<View> known = Optional.of(view);
    private volatile Readiness readiness = new Readiness(true, "running");
    private @Nullable DashboardServer server;
    private long offset;

    DashboardServerTest() throws IOException {
        // described
    }

    @AfterEach
    void close() {
        view.close();
        if (server != null) {
            server.close();
        }
        http.shutdownNow();
    }

    private void start(String... settings) {
        var environment = new HashMap<>(Map.of("COPYDESK_DASHBOARD_PORT", "0"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        server = DashboardServer.start(Configuration.load(DashboardConfiguration.class, environment).dashboard(),
                () -> known, () -> readiness, Optional.empty(), meters, Clock.systemUTC());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + Objects.requireNonNull(server).port() + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path).build(), BodyHandlers.ofString());
        if (path.startsWith("/api/") && !path.equals("/api/none")) {
            assertThat(described.faults(answer)).as("against the OpenAPI document").isEmpty();
        }
        return answer;
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private void take(News news) {
        view.take(0, offset++, news, true);
    }

    /// The lines of a stream as they come.
    private List<String> follow(String path) {
        var lines = new CopyOnWriteArrayList<String>();
        var unused = http.sendAsync(request(path).build(), BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(lines::add));
        return lines;
    }

    private static void awaitLine(List<String> lines, String start) {
        await().atMost(SOON).until(() -> lines.stream().anyMatch(line -> line.startsWith(start)));
    }

    @Test
    void saysThatNothingNewIsHeard() {
        start();
        var well = follow("/api/stream");
        await().atMost(SOON).until(() -> well.stream().anyMatch(line -> line.contains("\"stale\":false")));
        readiness = new Readiness(false, "it waits for Kafka");
        var stale = follow("/api/stream");
        await().atMost(SOON).until(() -> stale.stream().anyMatch(line -> line.contains("\"stale\":true")));
    }

    /// Or nobody could tell a stream on which nothing passes from a dead one.
    @Test
    void beatsAlsoWhereAllThatHappensIsFilteredOut() {
        start();
        var lines = follow("/api/stream?entity=none");
        awaitLine(lines, "event: beat");
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> {
            take(new News.Changed(Harbour.first("e" + offset, "A ferry leaves")));
            return lines.stream().filter("event: beat"::equals).count() > 1;
        });
        var ids = lines.stream().filter(line -> line.startsWith("id: ")).toList();
        assertThat(ids.getLast()).isNotEqualTo(ids.getFirst());
        assertThat(lines).noneMatch(line -> line.equals("event: change"));
    }

    @Test
    void answersWithEntriesAndWhereTheyStand() throws Exception {
        take(new News.Changed(Harbour.first("e1", "A ferry leaves")));
        take(new News.Changed(Harbour.first("e2", "A ferry comes")));
        start();

        var all = json("/api/entries?limit=1");
        assertThat(all.path("entries")).hasSize(1);
        assertThat(all.path("position").asText()).isEqualTo("c1-2-0");
        assertThat(json("/api/entries?before=" + all.path("next").asText()).path("entries")).hasSize(1);
        var card = json("/api/entries/e1");
        assertThat(card.path("headline").asText()).isEqualTo("A ferry leaves");
        assertThat(card.path("changedAt").asText()).isEqualTo("2026-03-01T12:01:00Z");
        assertThat(card.at("/mentions/0/entity").asText()).isEqualTo("Q1874");
        assertThat(json("/api/entries?entity=Q1").path("entries")).isEmpty();
        assertThat(json("/api/trends").path("window").asInt()).isEqualTo(300);
        assertThat(json("/api/sources").path("sources")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/api/entries?limit=0, 400", "/api/entries?limit=501, 400", "/api/entries?limit=x, 400",
            "/api/entries?kind=NONE, 400", "/api/entries?since=noon, 400", "/api/entries?before=x, 400",
            "/api/trends?hours=25, 400", "/api/entries?entity=%00, 400",
            "/api/search?q=ferry, 404", "/api/entries/e1/revisions, 404", "/api/entries/none, 404",
            "/api/stories/none, 404", "/api/none, 404"})
    void refusesWhatCannotBe(String path, int status) throws Exception {
        start();
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("title").asText()).isNotEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void leadsFromAMergedEntryToItsSuccessor() throws Exception {
        take(new News.Changed(Harbour.first("b", "A ferry leaves")));
        take(new News.Changed(Harbour.merged("a", 2, "b")));
        start();
        var answer = get("/api/entries/a");
        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).hasValueSatisfying(
                where -> assertThat(where).endsWith("/api/entries/b"));
    }

    @Test
    void saysThatItIsStillReading() throws Exception {
        known = Optional.empty();
        start();
        assertThat(get("/api/entries").statusCode()).isEqualTo(503);
        assertThat(get("/api/stream").statusCode()).isEqualTo(503);
        assertThat(get("/api/about").statusCode()).isEqualTo(503);
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void streamsFromAPositionOnWithoutGapOrRepeat() throws Exception {
        take(new News.Changed(Harbour.first("e1", "One")));
        start();
        var position = json("/api/entries").path("position").asText();
        take(new News.Changed(Harbour.first("e2", "Two")));
        var lines = follow("/api/stream?after=" + position);
        awaitLine(lines, "event: change");
        take(new News.Changed(Harbour.first("e3", "Three")));
        await().atMost(SOON).until(() -> lines.stream().filter("event: change"::equals).count() == 2);
        assertThat(lines.stream().filter(line -> line.contains("headline")))
                .satisfiesExactly(line -> assertThat(line).contains("\"Two\""),
                        line -> assertThat(line).contains("\"Three\""));
        assertThat(lines).contains("id: c1-3-0");

        var again = http.send(request("/api/stream?after=c1-0-0").header("Last-Event-ID", "c1-2-0").build(),
                BodyHandlers.ofLines()).body().limit(8).toList();
        assertThat(again.stream().filter(line -> line.contains("headline"))).singleElement().asString()
                .contains("\"Three\"");
    }

    @Test
    void streamsOnlyWhatTheFilterTakes() throws Exception {
        start();
        var lines = follow("/api/stream?entity=Q1");
        awaitLine(lines, "event: beat");
        take(new News.Changed(Harbour.first("e1", "One")));
        view.take(1, 0, new News.Forgotten("e1"), true);
        awaitLine(lines, "event: gone");
        assertThat(lines).doesNotContain("event: change");
    }

    @Test
    void saysThatAPositionIsTooOld() throws Exception {
        take(new News.Changed(Harbour.first("e1", "One")));
        start();
        var lines = follow("/api/stream?after=other-1-1");
        awaitLine(lines, "event: reset");
    }

    @Test
    void letsAsManyFollowAsItHasPlacesFor() throws Exception {
        start("COPYDESK_DASHBOARD_STREAMS", "1");
        var lines = follow("/api/stream");
        awaitLine(lines, "event: beat");
        assertThat(meters.get("copydesk.dashboard.streams").gauge().value()).isEqualTo(1);
        var answer = get("/api/stream");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void asksForTheTokenWhereThereIsOne() throws Exception {
        start("COPYDESK_DASHBOARD_TOKEN", "a-token-of-the-tests");
        assertThat(get("/").statusCode()).as("the page can be had, and asks").isEqualTo(200);
        for (var path : List.of("/api/about", "/api/entries", "/api/stream", "/api/sources")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(http.send(request("/api/entries").header("Authorization", "Bearer a-token-of-the-tests").build(),
                BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        assertThat(session("another").statusCode()).isEqualTo(401);
        var admitted = session("a-token-of-the-tests");
        assertThat(admitted.statusCode()).isEqualTo(204);
        var cookie = admitted.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain("a-token-of-the-tests");
        assertThat(http.send(request("/api/entries").header("Cookie", cookie.substring(0, cookie.indexOf(';'))).build(),
                BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> session(String token) throws IOException, InterruptedException {
        return http.send(request("/api/session").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token)).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/app.js, text/javascript", "/style.css, text/css",
            "/lib/uplot/uPlot.esm.js, text/javascript", "/lib/uplot/uPlot.min.css, text/css"})
    void servesThePageUnderAStrictPolicy(String path, String type) throws Exception {
        start();
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(
                given -> assertThat(given).startsWith(type));
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'").doesNotContain("unsafe"));
    }
}
