package io.copydesk.system;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.newsroom.Newsroom;
import io.copydesk.newsroom.Script;
import io.copydesk.newsroom.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The newsroom of `samples/newsroom`, read over HTTP to its end: what is published is what its scripts say, entry by
/// entry, and nothing else.
class NewsroomIT {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String HEAP = "192m";

    @TempDir
    static Path folder;

    private static LoneRegistry registry;
    private static List<Script> scripts;

    @BeforeAll
    static void startRegistry() throws IOException {
        registry = LoneRegistry.start(folder);
        scripts = Script.readAll(Path.of("..", "samples", "newsroom"));
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @Test
    void publishesWhatTheScriptsSay() throws Exception {
        try (var newsroom = Newsroom.start(0, scripts); var desk = new Desk(folder.resolve("one"), registry.url())) {
            var ingest = desk.startIngest(HEAP);
            desk.startEnrich();
            desk.awaitReady();
            desk.read(newsroom.sources(EVERY));
            do {
                awaitTold(desk, newsroom);
            } while (newsroom.advance());
            assertNothingFollows(desk, newsroom);
            assertThat(newsroom.answers()).containsKeys("200", "304", "429", "500", "503", "slow", "truncated");
            MetricsDocument.read().assertDescribes("ingest", ingest.operations().metrics());
            if (Chromium.isThere()) {
                var address = desk.startDashboard();
                desk.awaitReady();
                try (var chromium = new Chromium()) {
                    new NewsroomPage(chromium, address, scripts).assertShown();
                }
            }
        }
    }

    @Test
    void publishesTheSameWhenAnInstanceIsKilledHalfWay() throws Exception {
        try (var newsroom = Newsroom.start(0, scripts); var desk = new Desk(folder.resolve("two"), registry.url())) {
            var ingest = List.of(desk.startIngest(HEAP), desk.startIngest(HEAP));
            desk.startEnrich();
            desk.awaitReady();
            desk.read(newsroom.sources(EVERY));
            do {
                if (newsroom.moment() == newsroom.lastMoment() / 2) {
                    killOne(ingest, desk, expected(newsroom.moment() - 1));
                }
                awaitTold(desk, newsroom);
            } while (newsroom.advance());
            assertNothingFollows(desk, newsroom);
        }
    }

    /// When the first news of the moment have come through, and the others are on their way.
    private static void killOne(List<Desk.Instance> ingest, Desk desk, Map<String, List<String>> before)
            throws Exception {
        for (var instance : ingest) {
            assertThat(instance.looks()).as("both share the sources").isPositive();
        }
        await().atMost(Desk.SOON).until(() -> !told(desk).equals(before));
        ingest.getFirst().process().kill();
    }

    private static void awaitTold(Desk desk, Newsroom newsroom) {
        var expected = expected(newsroom.moment());
        await().atMost(Desk.SOON).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(told(desk)).as("moment " + newsroom.moment()).isEqualTo(expected));
    }

    /// Until each blog was looked at a few times more, though nothing has happened.
    private static void assertNothingFollows(Desk desk, Newsroom newsroom) {
        int looks = looks(newsroom) + 4 * scripts.size();
        await().atMost(Desk.SOON).until(() -> looks(newsroom) >= looks);
        assertThat(told(desk)).isEqualTo(expected(newsroom.lastMoment()));
        assertThat(desk.deadLetters()).isZero();
    }

    private static int looks(Newsroom newsroom) {
        return newsroom.answers().values().stream().mapToInt(Integer::intValue).sum();
    }

    /// What each entry must have told, by its source and its name in the script.
    private static Map<String, List<String>> expected(int moment) {
        var expected = new TreeMap<String, List<String>>();
        for (var script : scripts) {
            expected.putAll(script.changes(moment).stream().collect(groupingBy(
                    change -> script.id() + " " + change.entry(),
                    mapping(change -> line(change.kind().name(), change.text().headline(),
                            change.text().body().replace("\n", "\n\n")), toList()))));
        }
        return expected;
    }

    /// What each entry has told. Which of the script it is, its first words say.
    private static Map<String, List<String>> told(Desk desk) {
        var entries = new HashMap<String, String>();
        var told = new TreeMap<String, List<String>>();
        for (var change : desk.changes()) {
            var state = change.getState().orElseThrow();
            var entry = entries.computeIfAbsent(change.getEntry(), _ -> name(change, state));
            told.computeIfAbsent(entry, _ -> new ArrayList<>())
                    .add(line(change.getKind().name(), state.getHeadline(), state.getBody()));
        }
        return told;
    }

    private static String name(Change change, Entry state) {
        var text = new Text(state.getHeadline(), state.getBody());
        return scripts.stream().filter(script -> script.id().equals(change.getSource()))
                .flatMap(script -> script.changes().stream()
                        .filter(first -> first.kind().name().equals("NEW") && first.text().equals(text))
                        .map(first -> script.id() + " " + first.entry()))
                .findFirst().orElse(change.getSource() + " " + change.getEntry());
    }

    private static String line(String kind, String headline, String body) {
        return Stream.of(kind, headline, body).filter(part -> !part.isEmpty())
                .collect(joining(" | "));
    }
}
