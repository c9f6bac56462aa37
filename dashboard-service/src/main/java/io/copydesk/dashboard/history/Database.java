package io.copydesk.dashboard.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A database that may be away, over a few connections that only read. Whoever asks waits for a few seconds at most.
final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 4;
    private static final Duration FREE_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
    /// Longer than any answer may take: a server that vanished without a word is noticed then.
    private static final Duration SILENT_FOR = Duration.ofSeconds(7);
    private static final Duration UNUSED_FOR = Duration.ofMinutes(1);
    /// Rows that are taken at a time, so that a page that is full of long texts ends early.
    private static final int ROWS = 20;
    /// Of the texts of one answer.
    private static final int CHARACTERS = 4_000_000;

    private final HikariDataSource pool;

    /// Connects when it is asked something for the first time.
    ///
    /// @throws IllegalArgumentException when `url` is no address of PostgreSQL; it is not shown, since it may hold a password
    Database(String url, String user, String password) {
        var pooled = new HikariConfig();
        pooled.setPoolName("copydesk-history");
        pooled.setDataSource(source(url, user, password));
        pooled.setMaximumPoolSize(CONNECTIONS);
        pooled.setMinimumIdle(0);
        pooled.setIdleTimeout(UNUSED_FOR.toMillis());
        pooled.setConnectionTimeout(FREE_WITHIN.toMillis());
        pooled.setValidationTimeout(FREE_WITHIN.toMillis() / 2);
        pooled.setInitializationFailTimeout(-1); // starts without it
        pooled.setReadOnly(true);
        pooled.setAutoCommit(false); // or the driver would take all rows at once
        pooled.setIsolateInternalQueries(true); // or the next line would be rolled back
        pooled.setConnectionInitSql("SET statement_timeout = " + ANSWERED_WITHIN.toMillis());
        this.pool = new HikariDataSource(pooled);
    }

    private static PGSimpleDataSource source(String url, String user, String password) {
        var source = new PGSimpleDataSource();
        try {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("another database");
            }
            source.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a JDBC URL of PostgreSQL"); // the cause shows it
        }
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(Math.toIntExact(FREE_WITHIN.toSeconds()));
        source.setSocketTimeout(Math.toIntExact(SILENT_FOR.toSeconds()));
        source.setApplicationName("copydesk-dashboard");
        source.setPrepareThreshold(0); // words are common or rare: each question has a plan of its own
        source.setDefaultRowFetchSize(ROWS);
        return source;
    }

    /// What stands in one row.
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// @param more whether there are further ones
    record Page<T>(List<T> items, boolean more) {
        Page {
            items = List.copyOf(items);
        }
    }

    /// As many as there are up to `limit`, and fewer where their texts are long.
    ///
    /// @param question that answers with one row more, if there is one
    /// @param length of the texts of one, in characters
    /// @throws HistoryUnavailableException after some seconds
    <T> Page<T> page(Question question, int limit, Row<T> row, ToIntFunction<T> length) {
        try (var connection = pool.getConnection();
                var statement = question.on(connection);
                var rows = statement.executeQuery()) {
            var items = new ArrayList<T>();
            int characters = 0;
            while (rows.next()) {
                if (items.size() == limit || characters >= CHARACTERS) {
                    return new Page<>(items, true);
                }
                var item = row.read(rows);
                items.add(item);
                characters += length.applyAsInt(item);
            }
            return new Page<>(items, false);
        } catch (SQLException e) {
            log.atWarn().addKeyValue("state", e.getSQLState()).addKeyValue("cause", e.getMessage())
                    .log("The database did not answer a question about history");
            throw new HistoryUnavailableException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
