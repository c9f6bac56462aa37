package io.copydesk.command.laptop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.copydesk.cluster.EmbeddedDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The five real captures through the whole pipeline: the rows in PostgreSQL, entry by entry, against what a person
/// read in the captures (`ingest-service/src/test/resources/seeds/README.md`). They are their publishers' and stand
/// beside the repository.
class SeedsIT {
    private static final List<String> SEEDS = List.of("aawsat-articles", "dw-live-blog", "independent-live-blog",
            "kyiv-independent-article", "rt-live-stream");
    private static final Path EXPECTED = Path.of("..", "ingest-service", "src", "test", "resources", "seeds");

    @TempDir
    Path folder;

    @Test
    void storesWhatAPersonReadsOnceAndTheSameInEveryRun() throws Exception {
        Optional<Path> seeds = seeds();
        assumeTrue(seeds.isPresent(), "no ../shared/seeds beside the repository: the real captures are not checked");
        Path captures = seeds.orElseThrow();

        var first = Once.run(folder.resolve("one"), "--captures", captures.toString());
        var again = Once.run(folder.resolve("one"), "--captures", captures.toString());
        var clean = Once.run(folder.resolve("two"), "--captures", captures.toString());

        assertThat(again.stored()).isEqualTo(first.stored());
        assertThat(clean.stored()).isEqualTo(first.stored());
        try (var database = EmbeddedDatabase.start(folder.resolve("one/postgres"));
                var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(),
                        database.password())) {
            for (String seed : SEEDS) {
                assertThat(rows(connection, seed)).as(seed).containsExactlyInAnyOrderElementsOf(expected(seed));
            }
            assertThat(entities(connection, "surface IN ('Zelensky', 'Zelenskyy', 'Volodymyr Zelenskiy')"))
                    .containsExactly("Q3874799");
            assertThat(entities(connection, "surface IN ('Kyiv', 'Kiev')")).containsExactly("Q1899");
            assertThat(entities(connection, "surface = 'Peskov'")).hasSize(1)
                    .isEqualTo(entities(connection, "surface = 'Dmitry Peskov'"));
        }
    }

    private static List<String> rows(Connection connection, String source) throws SQLException {
        var rows = new ArrayList<String>();
        try (var select = connection.prepareStatement(
                "SELECT role, body, headline, published_at AT TIME ZONE 'UTC' AS day, permalink FROM entries WHERE source = ?")) {
            select.setString(1, source);
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
        }
        return rows;
    }

    private static String row(ResultSet found) throws SQLException {
        String body = found.getString("body");
        String headline = found.getString("headline");
        var day = found.getTimestamp("day");
        String permalink = found.getString("permalink");
        return String.join("\t", found.getString("role"), hash(body.substring(0, Math.min(40, body.length()))),
                Integer.toString(body.length()), headline.isEmpty() ? "-" : hash(headline),
                day == null ? "-" : day.toLocalDateTime().toLocalDate().toString(),
                permalink == null ? "-" : permalink);
    }

    /// Without the ordinals: rows have none.
    private static List<String> expected(String seed) throws IOException {
        return Files.readAllLines(EXPECTED.resolve(seed + ".tsv")).stream().filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.indexOf('\t') + 1)).toList();
    }

    private static List<String> entities(Connection connection, String where) throws SQLException {
        var entities = new ArrayList<String>();
        try (var select = connection.createStatement();
                var found = select.executeQuery("SELECT DISTINCT entity FROM entities WHERE " + where)) {
            while (found.next()) {
                entities.add(found.getString(1));
            }
        }
        return entities;
    }

    private static Optional<Path> seeds() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(above -> above.resolve("shared/seeds")).filter(Files::isDirectory).findFirst();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
