package io.copydesk.benchmarks;

import io.copydesk.benchmarks.Race.Work;
import io.copydesk.cluster.EmbeddedDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// The sink's own tables, and what PostgreSQL itself can do with the entries' rows.
final class EntryTable implements AutoCloseable {
    private static final String TABLES = "entries, entities, topics, revisions, stories";

    private final Connection connection;
    private byte[] rows = {};

    EntryTable(EmbeddedDatabase database) {
        try {
            this.connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void empty() {
        run("TRUNCATE " + TABLES);
        run("CHECKPOINT"); // what a lane leaves to be written falls on no other
    }

    /// Leaves the primary key and one index, those that the figures in the documentation are about.
    void keepOneIndex() {
        run("""
                DO $$ DECLARE other text; BEGIN
                  FOR other IN SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'entries'
                    AND indexname NOT IN ('entries_pkey', 'entries_of_a_blog')
                  LOOP EXECUTE 'DROP INDEX ' || other; END LOOP;
                END $$""");
    }

    /// Takes the rows that stand in the table for those to be copied.
    void takeRows() {
        var taken = new ByteArrayOutputStream();
        try {
            copy().copyOut("COPY entries TO STDOUT (FORMAT binary)", taken);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("copy", e);
        }
        rows = taken.toByteArray();
    }

    long rowBytes() {
        return rows.length;
    }

    /// The limit: nothing is guarded, decoded or read from Kafka.
    Work copyIn() {
        empty();
        long began = System.nanoTime();
        try {
            long copied = copy().copyIn("COPY entries FROM STDIN (FORMAT binary)", new ByteArrayInputStream(rows),
                    1 << 16);
            return new Work(copied, System.nanoTime() - began);
        } catch (SQLException e) {
            throw new IllegalStateException("copy", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private org.postgresql.copy.CopyManager copy() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    long count(String table) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
