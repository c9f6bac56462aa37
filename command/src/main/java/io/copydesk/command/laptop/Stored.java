package io.copydesk.command.laptop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// What PostgreSQL holds when everything is stored.
public final class Stored implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 500;
    /// What two runs on the same input must agree in: no wall-clock values and no stories. In byte order of the ids.
    private static final List<String> STATE = List.of(
            """
                    SELECT id, blog, status, merged_into, revision, version, content_hash, role, headline, body
                    FROM entries ORDER BY id COLLATE "C"
                    """,
            """
                    SELECT entry_id, version, revision, kind, status, content_hash, headline, body
                    FROM revisions ORDER BY entry_id COLLATE "C", version
                    """,
            """
                    SELECT entry_id, ordinal, entity, qid, label, type, surface, field, start_offset, end_offset, rule
                    FROM entities ORDER BY entry_id COLLATE "C", ordinal
                    """,
            """
                    SELECT entry_id, ordinal, code, label, score
                    FROM topics ORDER BY entry_id COLLATE "C", ordinal
                    """);

    private final Connection connection;

    private Stored(Connection connection) {
        this.connection = connection;
    }

    /// @param url JDBC URL
    public static Stored connect(String url, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        var connection = DriverManager.getConnection(url, properties);
        connection.setReadOnly(true);
        connection.setAutoCommit(false); // or the driver fetches all rows at once
        return new Stored(connection);
    }

    Map<String, Long> entriesBySource() throws SQLException {
        return counts("SELECT source, count(*) FROM entries GROUP BY 1");
    }

    Map<String, Long> revisionsBySource() throws SQLException {
        return counts("SELECT source, count(*) FROM revisions GROUP BY 1");
    }

    /// In how many entries an entity is named, the most named first.
    Map<String, Long> mostNamed(int limit) throws SQLException {
        return counts("""
                SELECT min(label), count(DISTINCT entry_id) FROM entities
                GROUP BY entity ORDER BY 2 DESC, 1 LIMIT %d
                """.formatted(limit));
    }

    /// How many entries have a topic, the most frequent first.
    Map<String, Long> mostFrequentTopics(int limit) throws SQLException {
        return counts("SELECT min(label), count(*) FROM topics GROUP BY code ORDER BY 2 DESC, 1 LIMIT " + limit);
    }

    /// SHA-256, hex, over everything that the same input must always lead to.
    public String stateHash() throws SQLException {
        var digest = sha256();
        for (var query : STATE) {
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (var rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        add(digest, rows);
                    }
                }
            }
            digest.update((byte) 0xFE); // the end of a table
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Each value with its length, so that none can pass for two.
    private static void add(MessageDigest digest, ResultSet row) throws SQLException {
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            var value = row.getString(column);
            var bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value == null ? -1 : bytes.length).flip());
            digest.update(bytes);
        }
    }

    private Map<String, Long> counts(String query) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
