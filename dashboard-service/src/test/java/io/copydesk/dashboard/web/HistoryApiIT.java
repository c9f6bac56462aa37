package io.copydesk.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.FieldChange;
import io.copydesk.dashboard.DashboardConfiguration;
import io.copydesk.dashboard.Harbour;
import io.copydesk.dashboard.history.History;
import io.copydesk.dashboard.view.News;
import io.copydesk.dashboard.view.View;
import io.copydesk.dashboard.view.ViewLimits;
import io.copydesk.runtime.Configuration;
import io.copydesk.sink.Delivery;
import io.copydesk.sink.Item;
import io.copydesk.sink.postgres.PostgresStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers from a database that the sink itself has filled. The dashboard's memory is empty but for what a test puts there.
class HistoryApiIT {
    private static final Duration SOON = Duration.ofMinutes(3);
    /// A connection that is waited for, a statement that is given up, and a machine that has much else to do.
    private static final Duration FEW_SECONDS = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final View VIEW = new View("c1", 1, ViewLimits.USUAL);

    @TempDir
    static Path data;
    private static EmbeddedDatabase database;
    private static PostgresStore store;
    private static History history;
    private static DashboardServer server;
    private static Described described;
    private static long offset;

    @BeforeAll
    static void start() throws IOException {
        database = EmbeddedDatabase.start(data);
        store = new PostgresStore(database.jdbcUrl(), database.user(), database.password());
        store.open();
        history = new History(database.jdbcUrl(), database.user(), database.password());
        server = server(VIEW);
        described = new Described();
    }

    @AfterAll
    static void stop() {
        VIEW.close();
        server.close();
        history.close();
        store.close();
        database.close();
        HTTP.shutdownNow();
    }

    private static DashboardServer server(View view) {
        var settings = Configuration.load(DashboardConfiguration.class, Map.of("COPYDESK_DASHBOARD_PORT", "0"));
        return DashboardServer.start(settings.dashboard(), () -> Optional.of(view), Optional.of(history),
                new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static void store(Item... items) {
        store.write(Arrays.stream(items)
                .map(item -> new Delivery("any", 0, 0, Harbour.NOON.toEpochMilli(), "any", item)).toList());
    }

    /// As the sink hears it: the change, and the entry's state after it.
    private static void store(Change... changes) {
        for (var change : changes) {
            store(new Item.Changed(change), new Item.State(change.getState().orElseThrow()));
        }
    }

    private static void remember(Change change) {
        VIEW.take(0, offset++, new News.Changed(change), true);
    }

    private static Change first(Entry.Builder entry) {
        return Harbour.change(ChangeKind.NEW, entry.build());
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var answer = HTTP.send(request(path), BodyHandlers.ofString());
        assertThat(described.faults(answer)).as(path + ": " + answer.body()).isEmpty();
        return answer;
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static List<String> found(String words, String... more) throws IOException, InterruptedException {
        return json("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + String.join("", more))
                .path("entries").findValuesAsText("id");
    }

    @Test
    void tellsWhatAnEntrySaidBefore() throws Exception {
        var corrected = Harbour.change(ChangeKind.CORRECTED, Harbour.entry("r", 2, "Three ferries").build(),
                new FieldChange("headline", "Two", "Three"), new FieldChange("body", "a", "b"));
        store(first(Harbour.entry("r", 1, "Two ferries")), corrected, Harbour.retracted("r", 3));

        var all = json("/api/entries/r/revisions");
        assertThat(all.path("id").asText()).isEqualTo("r");
        assertThat(all.path("revisions").findValuesAsText("kind")).containsExactly("RETRACTED", "CORRECTED", "NEW");
        assertThat(all.path("revisions").findValuesAsText("headline")).containsExactly("", "Three ferries",
                "Two ferries");
        assertThat(all.at("/revisions/1").toString()).isEqualTo("{\"revision\":2,\"kind\":\"CORRECTED\","
                + "\"observedAt\":\"2026-03-01T12:02:00Z\",\"headline\":\"Three ferries\","
                + "\"body\":\"The ferry to Odesa leaves at noon.\",\"diff\":[{\"field\":\"headline\",\"before\":\"Two\","
                + "\"after\":\"Three\",\"marked\":[{\"op\":\"-\",\"text\":\"Two\"},{\"op\":\"+\",\"text\":\"Three\"}],"
                + "\"whole\":false},{\"field\":\"body\",\"before\":\"a\",\"after\":\"b\","
                + "\"marked\":[{\"op\":\"-\",\"text\":\"a\"},{\"op\":\"+\",\"text\":\"b\"}],\"whole\":false}]}");
        assertThat(all.has("next")).isFalse();

        var newer = json("/api/entries/r/revisions?limit=2");
        assertThat(newer.path("revisions").findValuesAsText("revision")).containsExactly("3", "2");
        var older = json("/api/entries/r/revisions?limit=2&before=" + newer.path("next").asText());
        assertThat(older.path("revisions").findValuesAsText("revision")).containsExactly("1");
        assertThat(older.has("next")).isFalse();
        assertThat(get("/api/entries/other/revisions?before=" + newer.path("next").asText()).statusCode())
                .isEqualTo(400);
        assertThat(get("/api/entries/none/revisions").statusCode()).isEqualTo(404);
    }

    @Test
    void showsAForgottenEntryAsItShowedItFromMemory() throws Exception {
        var known = first(
                Harbour.entry("same", 1, "A ferry").setAuthors(List.of("A. Pilot")).setUrl("https://a.example/"));
        var corrected = Harbour.change(ChangeKind.CORRECTED, Harbour.entry("same", 2, "A ship").setPinned(true).build(),
                new FieldChange("media", "one", "two"));
        var mended = Harbour.change(ChangeKind.MINOR_EDIT, Harbour.entry("same", 3, "A ship!").build());
        var link = Harbour.link("same", "tale", 1);
        for (var change : List.of(known, corrected, mended)) {
            store(change);
            store(new Item.Linked(link));
            try (var memory = new Remembering(known, corrected, mended)) {
                memory.view.take(0, 9, new News.Linked(link), false);
                memory.take(change);
                var remembered = (ObjectNode) memory.json("/api/entries/same");
                // the change before is what a diff is marked in, and no view has the gazetteer's version
                var stored = (ObjectNode) json("/api/entries/same");
                assertThat(stored.remove("gazetteer").asText()).isEmpty();
                remembered.remove("gazetteer");
                assertThat(stored).hasToString(remembered.toString());
            }
        }
        assertThat(json("/api/stories/tale").path("tellings").findValuesAsText("headline")).containsExactly("A ship!");
        assertThat(get("/api/stories/none").statusCode()).isEqualTo(404);
    }

    /// Another dashboard, which has heard of the changes up to one.
    private static final class Remembering implements AutoCloseable {
        private final View view = new View("c1", 1, ViewLimits.USUAL);
        private final DashboardServer server = server(view);
        private final List<Change> changes;

        Remembering(Change... changes) {
            this.changes = List.of(changes);
        }

        void take(Change last) {
            for (int i = 0; i <= changes.indexOf(last); i++) {
                view.take(0, 10 + i, new News.Changed(changes.get(i)), false);
            }
        }

        JsonNode json(String path) throws IOException, InterruptedException {
            return JSON.readTree(HTTP.send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + server.port() + path)).build(), BodyHandlers.ofString()).body());
        }

        @Override
        public void close() {
            view.close();
            server.close();
        }
    }

    @Test
    void leadsFromAMergedEntryToTheOneThatWasKept() throws Exception {
        store(first(Harbour.entry("kept", 1, "A ferry")), first(Harbour.entry("gone", 1, "A ferry, too")),
                Harbour.merged("gone", 2, "kept"));
        for (var what : List.of("", "/revisions")) {
            var answer = get("/api/entries/gone" + what);
            assertThat(answer.statusCode()).isEqualTo(308);
            assertThat(answer.headers().firstValue("Location")).hasValueSatisfying(
                    where -> assertThat(where).endsWith("/api/entries/kept" + what));
        }
        assertThat(found("\"ferry too\"")).doesNotContain("gone");
    }

    @Test
    void showsNothingOfAnErasedEntry() throws Exception {
        store(first(Harbour.entry("secret", 1, "Xylophone ferry")));
        assertThat(found("xylophone")).containsExactly("secret");
        store(new Item.Changed(Harbour.erased("secret", 2)), new Item.Forgotten("secret"));

        assertThat(get("/api/entries/secret").statusCode()).isEqualTo(404);
        assertThat(get("/api/entries/secret/revisions").statusCode()).isEqualTo(404);
        assertThat(found("xylophone")).isEmpty();
    }

    @Test
    void findsWordsInTheFormsOfEachEntrysLanguage() throws Exception {
        store(first(Harbour.entry("en", 1, "Lighthouses").setBody("They run.")),
                first(Harbour.entry("de", 1, "Leuchttürme").setBody("Die Häuser am Run.").setLanguage("de-AT")),
                first(Harbour.entry("xx", 1, "Lighthouses").setBody("Lighthouses run on").setLanguage(null)));

        assertThat(found("lighthouse")).containsExactly("en");
        assertThat(found("lighthouses")).containsExactlyInAnyOrder("en", "xx");
        assertThat(found("leuchtturm haus")).containsExactly("de");
        assertThat(found("running")).as("no German form of Run").containsExactly("en");
        assertThat(found("lighthouses -on")).containsExactly("en");
        assertThat(found("\"lighthouses run\" or leuchtturm")).containsExactlyInAnyOrder("xx", "de");
    }

    @Test
    void findsOnlyWhatTheFiltersTake() throws Exception {
        store(first(Harbour.entry("f1", 1, "Semaphore one").setSource("tidewater")),
                first(Harbour.entry("f2", 1, "Semaphore two").setSource("coast").setLanguage("pt-BR")
                        .setOccurredAt(Harbour.NOON.plusSeconds(60)).setEntities(List.of()).setTopics(List.of())));

        assertThat(found("semaphore")).containsExactly("f2", "f1");
        assertThat(found("semaphore", "&source=coast")).containsExactly("f2");
        assertThat(found("semaphore", "&source=coast&source=tidewater")).containsExactly("f2", "f1");
        assertThat(found("semaphore", "&entity=Q1&entity=Q1874")).containsExactly("f1");
        assertThat(found("semaphore", "&topic=medtop:20001279")).containsExactly("f1");
        assertThat(found("semaphore", "&topic=medtop:20001279&source=coast")).isEmpty();
        assertThat(found("semaphore", "&language=PT")).containsExactly("f2");
        assertThat(found("semaphore", "&language=p")).isEmpty();
        assertThat(found("semaphore", "&since=2026-03-01T12:01:00Z")).containsExactly("f2");
        assertThat(found("semaphore", "&until=2026-03-01T12:01:00Z")).containsExactly("f1");
        assertThat(found("semaphore", "&since=%2B999999999-12-31T23:59:59Z")).isEmpty();
    }

    @Test
    void leafsThroughWhatIsFoundWithoutGapOrRepeat() throws Exception {
        var ids = IntStream.range(0, 100).mapToObj(i -> "p" + i).toList();
        for (var id : ids) { // ten of each time
            store(first(Harbour.entry(id, 1, "Breakwater")
                    .setOccurredAt(Harbour.NOON.plusSeconds(Integer.parseInt(id.substring(1)) / 10))));
        }
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = json("/api/search?q=breakwater&limit=7" + next);
            assertThat(page.path("entries").size()).isEqualTo(page.has("next") ? 7 : 2);
            seen.addAll(page.path("entries").findValuesAsText("id"));
            next = page.has("next") ? "&before=" + page.path("next").asText() : "";
            store(first(
                    Harbour.entry("later" + seen.size(), 1, "Breakwater").setOccurredAt(Harbour.NOON.plusSeconds(99))));
        } while (!next.isEmpty());

        assertThat(seen).hasSize(100).containsExactlyInAnyOrderElementsOf(new HashSet<>(ids));
        assertThat(seen.subList(0, 10)).allMatch(id -> id.startsWith("p9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/search", "/api/search?q=", "/api/search?q=a%00b", "/api/search?q=a&kind=NEW",
            "/api/search?q=a&before=x", "/api/search?q=a&until=noon", "/api/search?q=a&limit=101",
            "/api/search?q=a&source=%00", "/api/search?q=a&before=MXxhAGI", "/api/entries/a/revisions?before=%21",
            "/api/entries/a/revisions?limit=101"})
    void refusesWhatCannotBe(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE entries; --", "\"", "<!-- -->", "((((", "!!!", "a & | b", "\\", "%", "the",
            "\uFFFF",
            "\uD83D\uDEA2", ": * <-> $1 ?"})
    void takesWhateverIsSearchedFor(String words) throws Exception {
        assertThat(get("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
        // a place beyond all times
        assertThat(found(words, "&before=LTkyMjMzNzIwMzY4NTQ3NzU4MDh8YQ")).isEmpty();
    }

    @Test
    void saysThatTheDatabaseIsAwayAndGoesOnWithTheRest() throws Exception {
        store(first(Harbour.entry("away", 1, "Foghorn")));
        remember(Harbour.first("recent", "A ferry"));
        assertThat(found("foghorn")).containsExactly("away");
        database.close();

        assertRefusedSoon("/api/search?q=foghorn", "/api/entries/away/revisions", "/api/entries/away",
                "/api/stories/tale");
        assertThat(json("/api/entries").path("entries").findValuesAsText("id")).contains("recent");
        assertThat(json("/api/entries/recent").path("headline").asText()).isEqualTo("A ferry");
        assertThat(json("/api/about").path("history").asBoolean()).isTrue();
        try (var late = new History(database.jdbcUrl(), database.user(), database.password())) {
            assertThat(late).as("starts although it is away").isNotNull();
        }

        database = EmbeddedDatabase.start(data);
        await().atMost(SOON).ignoreExceptions().untilAsserted(store::ping); // has a connection of its own to mend
        await().atMost(SOON).until(() -> get("/api/search?q=foghorn").statusCode() == 200);
        assertThat(found("foghorn")).containsExactly("away");
    }

    @Test
    void givesUpAQuestionThatTakesTooLong() throws Exception {
        store(first(Harbour.entry("slow", 1, "Slackwater")));
        try (var other = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE entries");
            var further = IntStream.range(0, 8).mapToObj(_ -> HTTP.sendAsync(request("/api/search?q=slackwater"),
                    BodyHandlers.discarding())).toList();
            try (var lines = HTTP.send(request("/api/stream"), BodyHandlers.ofLines()).body()) {
                remember(Harbour.first("meanwhile", "A ferry"));
                assertThat(lines.filter("event: change"::equals).findFirst()).as("the stream goes on").isPresent();
            }
            assertRefusedSoon("/api/search?q=slackwater");
            assertThat(further).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(503));
            other.rollback();
        }
        assertThat(found("slackwater")).containsExactly("slow");
    }

    private static void assertRefusedSoon(String... paths) throws IOException, InterruptedException {
        for (var path : paths) {
            var start = System.nanoTime();
            var answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FEW_SECONDS);
        }
    }
}
