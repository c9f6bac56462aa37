package io.copydesk.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.dashboard.view.Cursor;
import io.copydesk.dashboard.view.Filter;
import io.copydesk.sink.postgres.PostgresStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What PostgreSQL is asked, and how it goes about it with 40,000 entries.
class HistoryIT {
    private static final Path ENTRIES = Path.of("../sink-service/src/test/resources/forty-thousand-entries.sql");

    @TempDir
    static Path data;
    private static EmbeddedDatabase database;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        database = EmbeddedDatabase.start(data);
        try (var store = new PostgresStore(database.jdbcUrl(), database.user(), database.password())) {
            store.open();
        }
        connection = DriverManager.getConnection(database.jdbcUrl() + "?prepareThreshold=0", database.user(),
                database.password());
        try (var statement = connection.createStatement()) {
            statement.execute(Files.readString(ENTRIES));
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        database.close();
    }

    private static List<String> rows(Question question) throws SQLException {
        try (var statement = question.on(connection); var result = statement.executeQuery()) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    static List<Cursor> places() {
        return List.of(new Cursor(Instant.now().plus(Duration.ofDays(1)).toEpochMilli(), ""),
                new Cursor(Instant.now().minus(Duration.ofDays(3)).toEpochMilli(), "e9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grain3", "grain3 ship5", "word42", "word42 or word43 -ship5", "nothing"})
    void looksForWordsInTheIndexOfWords(String words) throws SQLException {
        for (var before : places()) {
            assertThat(plan(new Search(words, Filter.ALL, null).amongAll(before, 51)))
                    .noneMatch(line -> line.contains("Seq Scan"))
                    .anyMatch(line -> line.contains("live_entries_by_words"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grain3", "-grain3", "nothing"})
    void walksThroughTheNewestByTheirTimes(String words) throws SQLException {
        for (var before : places()) {
            assertThat(plan(new Search(words, Filter.ALL, null).amongNewest(before, 51)))
                    .noneMatch(line -> line.contains("Seq Scan"))
                    .anyMatch(line -> line.contains("live_entries_by_time"));
        }
    }

    private static List<String> plan(Question question) throws SQLException {
        return rows(question.inside("EXPLAIN ", ""));
    }

    @Test
    void knowsEachLanguageThatTheDatabaseKnows() throws SQLException {
        var configurations = "SELECT DISTINCT search_language(tag)::text FROM unnest(?::text[]) AS tag ORDER BY 1";

        assertThat(rows(new Question(configurations, Search.LANGUAGES))).hasSameSizeAs(Search.LANGUAGES)
                .isEqualTo(rows(new Question(configurations, Set.of(Locale.getISOLanguages()))));
    }

    @Test
    void readsOnlyAndNotForLong() throws SQLException {
        try (var reader = new Database(database.jdbcUrl(), database.user(), database.password())) {
            for (int time = 0; time < 2; time++) {
                assertThat(reader.page(new Question("SHOW statement_timeout"), 1, row -> row.getString(1),
                        String::length).items()).containsExactly("5s");
            }
            var forgets = new Question("DELETE FROM entries RETURNING id");
            assertThatThrownBy(() -> reader.page(forgets, 1, row -> row.getString(1), String::length))
                    .isInstanceOf(HistoryUnavailableException.class).rootCause().hasMessageContaining("read-only");
        }
        assertThat(rows(new Question("SELECT count(*) FROM entries"))).containsExactly("40000");
    }

    @Test
    void showsNoPasswordOfAnAddressThatItDoesNotTake() {
        for (var url : List.of("jdbc:mysql://a/?password=sesame", "jdbc:postgresql://a:port/?password=sesame")) {
            assertThatThrownBy(() -> new History(url, "reader", "sesame")).hasStackTraceContaining("JDBC")
                    .satisfies(refusal -> assertThat(refusal).hasNoCause()).message().doesNotContain("sesame");
        }
    }
}
