package io.copydesk.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.dashboard.Harbour;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Words, and which entries have them.
class SearchApiIT {
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
    void findsWordsInTheFormsOfEachEntrysLanguage() throws Exception {
        harbour.store(StoredHarbour.first(Harbour.entry("en", 1, "Lighthouses").setBody("They run.")),
                StoredHarbour.first(
                        Harbour.entry("de", 1, "Leuchttürme").setBody("Die Häuser am Run.").setLanguage("de-AT")),
                StoredHarbour
                        .first(Harbour.entry("xx", 1, "Lighthouses").setBody("Lighthouses run on").setLanguage(null)));

        assertThat(harbour.found("lighthouse")).containsExactly("en");
        assertThat(harbour.found("lighthouses")).containsExactlyInAnyOrder("en", "xx");
        assertThat(harbour.found("leuchtturm haus")).containsExactly("de");
        assertThat(harbour.found("running")).as("no German form of Run").containsExactly("en");
        assertThat(harbour.found("lighthouses -on")).containsExactly("en");
        assertThat(harbour.found("\"lighthouses run\" or leuchtturm")).containsExactlyInAnyOrder("xx", "de");
    }

    @Test
    void findsOnlyWhatTheFiltersTake() throws Exception {
        harbour.store(StoredHarbour.first(Harbour.entry("f1", 1, "Semaphore one").setSource("tidewater")),
                StoredHarbour.first(Harbour.entry("f2", 1, "Semaphore two").setSource("coast").setLanguage("pt-BR")
                        .setOccurredAt(Harbour.NOON.plusSeconds(60)).setEntities(List.of()).setTopics(List.of())));

        assertThat(harbour.found("semaphore")).containsExactly("f2", "f1");
        assertThat(harbour.found("semaphore", "&source=coast")).containsExactly("f2");
        assertThat(harbour.found("semaphore", "&source=coast&source=tidewater")).containsExactly("f2", "f1");
        assertThat(harbour.found("semaphore", "&entity=Q1&entity=Q1874")).containsExactly("f1");
        assertThat(harbour.found("semaphore", "&topic=medtop:20001279")).containsExactly("f1");
        assertThat(harbour.found("semaphore", "&topic=medtop:20001279&source=coast")).isEmpty();
        assertThat(harbour.found("semaphore", "&language=PT")).containsExactly("f2");
        assertThat(harbour.found("semaphore", "&language=p")).isEmpty();
        assertThat(harbour.found("semaphore", "&since=2026-03-01T12:01:00Z")).containsExactly("f2");
        assertThat(harbour.found("semaphore", "&until=2026-03-01T12:01:00Z")).containsExactly("f1");
        assertThat(harbour.found("semaphore", "&since=%2B999999999-12-31T23:59:59Z")).isEmpty();
    }

    @Test
    void leafsThroughWhatIsFoundWithoutGapOrRepeat() throws Exception {
        var ids = IntStream.range(0, 100).mapToObj(i -> "p" + i).toList();
        for (var id : ids) { // ten of each time
            harbour.store(StoredHarbour.first(Harbour.entry(id, 1, "Breakwater")
                    .setOccurredAt(Harbour.NOON.plusSeconds(Integer.parseInt(id.substring(1)) / 10))));
        }
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = harbour.json("/api/search?q=breakwater&limit=7" + next);
            assertThat(page.path("entries").size()).isEqualTo(page.has("next") ? 7 : 2);
            seen.addAll(page.path("entries").findValuesAsText("id"));
            next = page.has("next") ? "&before=" + page.path("next").asText() : "";
            harbour.store(StoredHarbour.first(
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
        assertThat(harbour.get(path).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE entries; --", "\"", "<!-- -->", "((((", "!!!", "a & | b", "\\", "%", "the",
            "\uFFFF",
            "\uD83D\uDEA2", ": * <-> $1 ?"})
    void takesWhateverIsSearchedFor(String words) throws Exception {
        assertThat(harbour.get("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
        // a place beyond all times
        assertThat(harbour.found(words, "&before=LTkyMjMzNzIwMzY4NTQ3NzU4MDh8YQ")).isEmpty();
    }
}
