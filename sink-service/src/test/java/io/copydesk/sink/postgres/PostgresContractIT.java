package io.copydesk.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Trend;
import io.copydesk.sink.Item;
import io.copydesk.sink.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What whoever reads the database relies on. Each test has a schema of its own.
class PostgresContractIT {
    private static final Path DOCUMENT = Path.of("../docs/stores.md");
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    static Path data;
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws SQLException {
        database = EmbeddedDatabase.start(data);
        try (var filled = store("filled")) {
            filled.open();
            rows("filled").run(resource("forty-thousand-entries.sql"));
        }
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    /// The questions in the documentation.
    static List<String> questions() throws IOException {
        var blocks = SQL.matcher(Files.readString(DOCUMENT));
        return blocks.results().flatMap(block -> Arrays.stream(block.group(1).split(";\n"))).map(String::strip)
                .filter(query -> !query.isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void answersTheUsualQuestionsFromAnIndex(String query) throws SQLException {
        var plan = rows("filled").of("EXPLAIN " + query);

        assertThat(plan).as(query).noneMatch(line -> line.contains("Seq Scan"))
                .anyMatch(line -> line.contains("Index"));
        rows("filled").of(query);
    }

    @Test
    void findsWordsInTheFormsOfTheEntrysLanguage() throws SQLException {
        try (var store = store("search")) {
            store.open();
            store.write(Samples.deliveries(
                    new Item.State(Samples.draft("en", 1).setBody("The ships were loading grain.").build()),
                    new Item.State(Samples.draft("de", 1).setLanguage("de-AT").setBody("Die Schiffe liegen im Hafen.")
                            .build()),
                    new Item.State(Samples.draft("xx", 1).setLanguage(null).setBody("Ships and more ships").build())));
        }

        assertThat(found("'english', 'ship load'")).containsExactly("en");
        assertThat(found("search_language('de'), 'Schiff'")).containsExactly("de");
        assertThat(found("'simple', 'ships'")).containsExactly("xx");
    }

    private static List<String> found(String query) throws SQLException {
        return rows("search")
                .of("SELECT id FROM searchable_entries WHERE words @@ websearch_to_tsquery(" + query + ")");
    }

    @Test
    void keepsTheHighestVersionOfACount() throws SQLException {
        try (var store = store("counts")) {
            store.open();
            store.write(Samples.deliveries(new Item.Counted(trend(3, 2)), new Item.Counted(trend(2, 3))));
            var again = store.write(Samples.deliveries(new Item.Counted(trend(9, 1))));

            assertThat(again).containsEntry("copydesk.trends", 0);
        }

        assertThat(rows("counts").of("SELECT tag, entries FROM tag_windows")).containsExactly("Q1|2");
    }

    @Test
    void keepsOfAnErasedEntryThatItWasErasedInWhicheverOrderItHears() throws SQLException {
        var changeFirst = List.<Item>of(erased("a"), new Item.Forgotten("a"), new Item.Unlinked("a"));
        for (var order : List.of(changeFirst, changeFirst.reversed())) {
            var schema = "erased_" + (order.getFirst() instanceof Item.Changed ? "first" : "last");
            try (var store = store(schema)) {
                store.open();
                store.write(Samples.deliveries(new Item.State(Samples.entry("a", 2)),
                        new Item.Changed(Samples.change("a", 1)), new Item.Changed(Samples.change("a", 2)),
                        new Item.Linked(Samples.link("a", 1)), new Item.Changed(Samples.change("b", 1))));
                for (var item : order) {
                    store.write(Samples.deliveries(item));
                }
                // by a sink that slept, or by a replay
                assertThat(store.write(Samples.deliveries(new Item.Changed(Samples.change("a", 1)),
                        new Item.State(Samples.entry("a", 2)), new Item.Linked(Samples.link("a", 2)))).values())
                        .containsOnly(0);
                store.write(Samples.deliveries(new Item.Changed(Samples.change("a", 2)), erased("a")));
            }

            assertThat(rows(schema).of("SELECT entry_id, kind, body FROM history ORDER BY 1, version"))
                    .containsExactly("a|ERASED|", "b|NEW|" + Samples.entry("b", 1).getBody());
            assertThat(rows(schema).of("SELECT id FROM entries UNION ALL SELECT entry_id FROM entities"
                    + " UNION ALL SELECT entry_id FROM topics UNION ALL SELECT entry_id FROM stories")).isEmpty();
        }
    }

    @Test
    void letsASinkOfTheFirstReleaseGoOnWritingAfterTheMigration() throws SQLException {
        var older = Flyway.configure().dataSource(url("older"), database.user(), database.password())
                .locations("classpath:copydesk/postgres").table(Migrations.HISTORY).target("1").load();
        older.migrate();
        rows("older").run(resource("written-by-version-1.sql"));
        try (var newer = store("older")) {
            newer.open();
            assertThat(rows("older").of("SELECT isfinite(occurred_at) FROM mentions")).containsExactly("t");

            rows("older").run(resource("written-by-version-1.sql"));
            newer.write(Samples.deliveries(new Item.State(Samples.entry("new", 1))));
        }

        assertThat(older.info().current().getVersion().getVersion()).isEqualTo("2");
        assertThat(rows("older").of("SELECT id, story FROM live_entries ORDER BY 1")).containsExactly("new|", "old|s");
        assertThat(rows("older").of("SELECT label, top FROM topic_tags WHERE entry_id = 'old'"))
                .containsExactly("Topic|");
    }

    private static Item erased(String entry) {
        return new Item.Changed(Change.newBuilder().setEntry(entry).setBlog("blog").setKind(ChangeKind.ERASED)
                .setVersion(Samples.version(3)).setRevision(3).setSource("erase").setObservedAt(NOON).build());
    }

    private static Trend trend(long count, long version) {
        return Trend.newBuilder().setTag("Q1").setWindowStart(NOON).setWindowEnd(NOON.plusSeconds(300))
                .setLabel("Label").setCount(count).setVersion(version).build();
    }

    private static PostgresStore store(String schema) throws SQLException {
        new Rows(database.jdbcUrl(), database.user(), database.password()).run("CREATE SCHEMA IF NOT EXISTS " + schema);
        return new PostgresStore(url(schema), database.user(), database.password());
    }

    private static Rows rows(String schema) {
        return new Rows(url(schema), database.user(), database.password());
    }

    private static String url(String schema) {
        return database.jdbcUrl() + "?currentSchema=" + schema;
    }

    private static String resource(String name) {
        try (var file = PostgresContractIT.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
