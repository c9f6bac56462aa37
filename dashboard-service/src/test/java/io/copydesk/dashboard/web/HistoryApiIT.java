package io.copydesk.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.FieldChange;
import io.copydesk.dashboard.Harbour;
import io.copydesk.dashboard.view.News;
import io.copydesk.dashboard.view.View;
import io.copydesk.dashboard.view.ViewLimits;
import io.copydesk.sink.Item;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What memory has forgotten, from the database.
class HistoryApiIT {
    private static final Duration SOON = Duration.ofMinutes(3);
    /// A connection that is waited for, a statement that is given up, and a machine that has much else to do.
    private static final Duration FEW_SECONDS = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path data;
    private static StoredHarbour harbour;

    @BeforeAll
    static void start() throws Exception {
        harbour = new StoredHarbour(data);
    }

    @AfterAll
    static void stop() {
        harbour.close();
    }

    @Test
    void tellsWhatAnEntrySaidBefore() throws Exception {
        var corrected = Harbour.change(ChangeKind.CORRECTED, Harbour.entry("r", 2, "Three ferries").build(),
                new FieldChange("headline", "Two", "Three"), new FieldChange("body", "a", "b"));
        harbour.store(StoredHarbour.first(Harbour.entry("r", 1, "Two ferries")), corrected, Harbour.retracted("r", 3));

        var all = harbour.json("/api/entries/r/revisions");
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

        var newer = harbour.json("/api/entries/r/revisions?limit=2");
        assertThat(newer.path("revisions").findValuesAsText("revision")).containsExactly("3", "2");
        var older = harbour.json("/api/entries/r/revisions?limit=2&before=" + newer.path("next").asText());
        assertThat(older.path("revisions").findValuesAsText("revision")).containsExactly("1");
        assertThat(older.has("next")).isFalse();
        assertThat(harbour.get("/api/entries/other/revisions?before=" + newer.path("next").asText()).statusCode())
                .isEqualTo(400);
        assertThat(harbour.get("/api/entries/none/revisions").statusCode()).isEqualTo(404);
    }

    @Test
    void showsAForgottenEntryAsItShowedItFromMemory() throws Exception {
        var known = StoredHarbour.first(
                Harbour.entry("same", 1, "A ferry").setAuthors(List.of("A. Pilot")).setUrl("https://a.example/"));
        var corrected = Harbour.change(ChangeKind.CORRECTED, Harbour.entry("same", 2, "A ship").setPinned(true).build(),
                new FieldChange("media", "one", "two"));
        var mended = Harbour.change(ChangeKind.MINOR_EDIT, Harbour.entry("same", 3, "A ship!").build());
        var link = Harbour.link("same", "tale", 1);
        for (var change : List.of(known, corrected, mended)) {
            harbour.store(change);
            harbour.store(new Item.Linked(link));
            try (var memory = new Remembering(known, corrected, mended)) {
                memory.view.take(0, 9, new News.Linked(link), false);
                memory.take(change);
                var remembered = (ObjectNode) memory.json("/api/entries/same");
                // the change before is what a diff is marked in, and no view has the gazetteer's version
                var stored = (ObjectNode) harbour.json("/api/entries/same");
                assertThat(stored.remove("gazetteer").asText()).isEmpty();
                remembered.remove("gazetteer");
                assertThat(stored).hasToString(remembered.toString());
            }
        }
        assertThat(harbour.json("/api/stories/tale").path("tellings").findValuesAsText("headline"))
                .containsExactly("A ship!");
        assertThat(harbour.get("/api/stories/none").statusCode()).isEqualTo(404);
    }

    /// Another dashboard, which has heard of the changes up to one.
    private static final class Remembering implements AutoCloseable {
        private final View view = new View("c1", 1, ViewLimits.USUAL);
        private final DashboardServer server = harbour.server(view);
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
            return JSON.readTree(harbour.http.send(HttpRequest.newBuilder(
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
        harbour.store(StoredHarbour.first(Harbour.entry("kept", 1, "A ferry")),
                StoredHarbour.first(Harbour.entry("gone", 1, "A ferry, too")),
                Harbour.merged("gone", 2, "kept"));
        for (var what : List.of("", "/revisions")) {
            var answer = harbour.get("/api/entries/gone" + what);
            assertThat(answer.statusCode()).isEqualTo(308);
            assertThat(answer.headers().firstValue("Location")).hasValueSatisfying(
                    where -> assertThat(where).endsWith("/api/entries/kept" + what));
        }
        assertThat(harbour.found("\"ferry too\"")).doesNotContain("gone");
    }

    @Test
    void showsNothingOfAnErasedEntry() throws Exception {
        harbour.store(StoredHarbour.first(Harbour.entry("secret", 1, "Xylophone ferry")));
        assertThat(harbour.found("xylophone")).containsExactly("secret");
        harbour.store(new Item.Changed(Harbour.erased("secret", 2)), new Item.Forgotten("secret"));

        assertThat(harbour.get("/api/entries/secret").statusCode()).isEqualTo(404);
        assertThat(harbour.get("/api/entries/secret/revisions").statusCode()).isEqualTo(404);
        assertThat(harbour.found("xylophone")).isEmpty();
    }

    @Test
    void saysThatTheDatabaseIsAwayAndGoesOnWithTheRest() throws Exception {
        harbour.store(StoredHarbour.first(Harbour.entry("away", 1, "Foghorn")));
        harbour.remember(Harbour.first("recent", "A ferry"));
        assertThat(harbour.found("foghorn")).containsExactly("away");
        harbour.stopDatabase();

        assertRefusedSoon("/api/search?q=foghorn", "/api/entries/away/revisions", "/api/entries/away",
                "/api/stories/tale");
        assertThat(harbour.json("/api/entries").path("entries").findValuesAsText("id")).contains("recent");
        assertThat(harbour.json("/api/entries/recent").path("headline").asText()).isEqualTo("A ferry");
        assertThat(harbour.json("/api/about").path("history").asBoolean()).isTrue();

        harbour.startDatabase();
        await().atMost(SOON).until(() -> harbour.get("/api/search?q=foghorn").statusCode() == 200);
        assertThat(harbour.found("foghorn")).containsExactly("away");
    }

    @Test
    void givesUpAQuestionThatTakesTooLong() throws Exception {
        harbour.store(StoredHarbour.first(Harbour.entry("slow", 1, "Slackwater")));
        try (var other = harbour.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE entries");
            var further = IntStream.range(0, 8)
                    .mapToObj(_ -> harbour.http.sendAsync(harbour.request("/api/search?q=slackwater"),
                            BodyHandlers.discarding()))
                    .toList();
            try (var lines = harbour.http.send(harbour.request("/api/stream"), BodyHandlers.ofLines()).body()) {
                harbour.remember(Harbour.first("meanwhile", "A ferry"));
                assertThat(lines.filter("event: change"::equals).findFirst()).as("the stream goes on").isPresent();
            }
            assertRefusedSoon("/api/search?q=slackwater");
            assertThat(further).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(503));
            other.rollback();
        }
        assertThat(harbour.found("slackwater")).containsExactly("slow");
    }

    private static void assertRefusedSoon(String... paths) throws IOException, InterruptedException {
        for (var path : paths) {
            var start = System.nanoTime();
            var answer = harbour.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FEW_SECONDS);
        }
    }
}
