package io.copydesk.sink.postgres;

import io.copydesk.contracts.Entry;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.sink.Batch;
import io.copydesk.sink.Store;
import io.copydesk.sink.StoreUnavailableException;
import io.copydesk.sink.postgres.Tables.Owned;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Current state, history, tags and story links in PostgreSQL, over one connection that is made anew when it broke.
public final class PostgresStore implements Store {
    private static final Logger log = LoggerFactory.getLogger(PostgresStore.class);
    private static final int CONNECT_SECONDS = 10;
    private static final int PING_SECONDS = 5;
    // Longer than any statement may take; a server that vanished without a word is noticed then.
    private static final int SOCKET_SECONDS = 90;
    // A sink that was stopped in the middle of a transaction must not hold its row locks against the one that took over.
    private static final String SESSION = "SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '10s'";

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private @Nullable Connection current;

    /// @param url JDBC URL
    public PostgresStore(String url, String user, String password) {
        database.setUrl(url);
        database.setUser(user);
        database.setPassword(password);
        database.setConnectTimeout(CONNECT_SECONDS);
        database.setSocketTimeout(SOCKET_SECONDS);
        database.setTcpKeepAlive(true);
        database.setApplicationName("copydesk-sink");
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Topic<?>> topics() {
        return List.of(Topics.ENTRIES, Topics.CHANGES, Topics.STORIES);
    }

    @Override
    public void open() {
        try {
            connection();
            Migrations.run(database);
        } catch (SQLException e) {
            throw refusedOrAway(e);
        } catch (FlywayException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw refusedOrAway(cause);
            }
            throw e;
        }
    }

    @Override
    public Map<String, Integer> write(Batch batch) {
        try {
            var connection = connection();
            var changed = write(connection, batch);
            connection.commit();
            return changed;
        } catch (SQLException e) {
            rollBack();
            throw Failures.of(e);
        }
    }

    @Override
    public void ping() {
        try {
            var connection = connection();
            try (var statement = connection.createStatement()) {
                statement.setQueryTimeout(PING_SECONDS);
                statement.execute("SELECT 1");
            }
            connection.rollback(); // idle in a transaction, it would be cut off
        } catch (SQLException e) {
            disconnect();
            throw new StoreUnavailableException(e.getMessage() + " (SQLSTATE " + e.getSQLState() + ")", e);
        }
    }

    @Override
    public void close() {
        disconnect();
    }

    /// Within the transaction of this connection.
    static Map<String, Integer> write(Connection connection, Batch batch) throws SQLException {
        int forgotten = Tables.ENTRIES.delete(connection, batch.forgotten());
        Tables.ENTITIES.delete(connection, batch.forgotten());
        Tables.TOPICS.delete(connection, batch.forgotten());
        Tables.REVISIONS.delete(connection, batch.forgotten());

        var entries = Tables.ENTRIES.upsert(connection, List.copyOf(batch.entries().values()));
        replaceTags(connection, entries.stream().sorted().map(batch.entries()::get).toList());
        var changes = Tables.REVISIONS.upsert(connection, batch.changes());

        int unlinked = Tables.STORIES.delete(connection, batch.unlinked());
        var links = Tables.STORIES.upsert(connection, List.copyOf(batch.links().values()));
        return Map.of(Topics.ENTRIES.name(), forgotten + entries.size(), Topics.CHANGES.name(), changes.size(),
                Topics.STORIES.name(), unlinked + links.size());
    }

    // A statement of its own after the upsert: only its snapshot, taken under the entries' row locks, shows the tags that
    // another sink has just committed. In one statement with the upsert they would be missed, and left behind.
    private static void replaceTags(Connection connection, Collection<Entry> entries) throws SQLException {
        var ids = entries.stream().map(Entry::getId).toList();
        Tables.ENTITIES.delete(connection, ids);
        Tables.TOPICS.delete(connection, ids);
        Tables.ENTITIES.upsert(connection, owned(entries, Entry::getEntities));
        Tables.TOPICS.upsert(connection, owned(entries, Entry::getTopics));
    }

    private static <T> List<Owned<T>> owned(Collection<Entry> entries, Function<Entry, List<T>> values) {
        var rows = new ArrayList<Owned<T>>();
        for (var entry : entries) {
            int ordinal = 0;
            for (var value : values.apply(entry)) {
                rows.add(new Owned<>(entry.getId(), ordinal++, value));
            }
        }
        return rows;
    }

    private Connection connection() throws SQLException {
        var connection = current;
        if (connection == null) {
            connection = database.getConnection();
            current = connection;
            try (var statement = connection.createStatement()) {
                statement.execute(SESSION);
            }
            connection.setAutoCommit(false);
        }
        return connection;
    }

    private void rollBack() {
        try {
            if (current != null) {
                current.rollback();
            }
        } catch (SQLException e) {
            disconnect();
        }
    }

    private void disconnect() {
        var connection = current;
        current = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                log.atDebug().setCause(e).log("connection was broken already");
            }
        }
    }

    private RuntimeException refusedOrAway(SQLException failure) {
        disconnect();
        var message = "the database cannot be opened: " + failure.getMessage();
        return Failures.passes(failure)
                ? new StoreUnavailableException(message, failure)
                : new IllegalStateException(message, failure);
    }
}
