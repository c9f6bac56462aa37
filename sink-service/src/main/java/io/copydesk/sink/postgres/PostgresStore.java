package io.copydesk.sink.postgres;

import io.copydesk.contracts.Entry;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.sink.Batch;
import io.copydesk.sink.Delivery;
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
import java.util.stream.Stream;
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

    private final String url;
    private final String user;
    private final String password;
    private final PGSimpleDataSource database;
    private @Nullable Connection current;
    private boolean prepared;

    /// @param url JDBC URL
    public PostgresStore(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.database = source();
    }

    private PGSimpleDataSource source() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SOCKET_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("copydesk-sink");
        return source;
    }

    /// Whether it is an address of PostgreSQL; one that is not would be shown with its password by whoever refuses it.
    public static boolean isUrl(String url) {
        return url.startsWith("jdbc:postgresql:");
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Topic<?>> topics() {
        return List.of(Topics.ENTRIES, Topics.CHANGES, Topics.STORIES, Topics.TRENDS);
    }

    @Override
    public void open() {
        try {
            connection();
            Migrations.run(unhurried());
        } catch (SQLException e) {
            throw refusedOrAway(e);
        } catch (FlywayException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException failure) {
                    throw refusedOrAway(failure);
                }
            }
            throw e;
        }
    }

    /// A migration may work for longer than any other statement.
    private PGSimpleDataSource unhurried() {
        var unhurried = source();
        unhurried.setSocketTimeout(0);
        return unhurried;
    }

    @Override
    public Map<String, Integer> write(List<Delivery> deliveries) {
        var batch = Batch.of(deliveries);
        try {
            return commit(batch, true);
        } catch (SQLException e) {
            if (!Failures.isRace(e)) {
                throw Failures.of(e);
            }
        }
        try {
            return commit(batch, false);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    private Map<String, Integer> commit(Batch batch, boolean alone) throws SQLException {
        try {
            var connection = connection();
            prepare(connection);
            var changed = write(connection, batch, alone);
            connection.commit();
            return changed;
        } catch (SQLException e) {
            rollBack();
            throw e;
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

    // Not when it connects: the tables may be missing then.
    private void prepare(Connection connection) throws SQLException {
        if (!prepared) {
            for (var table : Tables.VERSIONED) {
                table.prepare(connection);
            }
            connection.commit();
            prepared = true;
        }
    }

    /// Within the transaction of this connection.
    ///
    /// @param alone see [Table#write]
    static Map<String, Integer> write(Connection connection, Batch offered, boolean alone) throws SQLException {
        var batch = Erasures.allowed(connection, offered);
        int forgotten = Tables.ENTRIES.delete(connection, batch.forgotten());
        deleteTags(connection, batch.forgotten());
        Erasures.forget(connection, batch.forgotten());

        var entries = Tables.ENTRIES.write(connection, batch.entries().values(), alone);
        deleteTags(connection, entries.merged());
        addTags(connection, Stream.concat(entries.added().stream(), entries.merged().stream()).sorted()
                .map(batch.entries()::get).toList());
        var changes = Tables.REVISIONS.write(connection, batch.changes(), alone);
        Erasures.erase(connection, batch.changes());

        int unlinked = Tables.STORIES.delete(connection, batch.unlinked());
        var links = Tables.STORIES.write(connection, batch.links().values(), alone);
        var trends = Tables.TRENDS.write(connection, batch.trends().entrySet(), alone);
        return Map.of(Topics.ENTRIES.name(), forgotten + entries.rows(), Topics.CHANGES.name(), changes.rows(),
                Topics.STORIES.name(), unlinked + links.rows(), Topics.TRENDS.name(), trends.rows());
    }

    // A statement of its own after the upsert: only its snapshot, taken under the entries' row locks, shows the tags that
    // another sink has just committed. In one statement with the upsert they would be missed, and left behind.
    private static void deleteTags(Connection connection, Collection<String> entries) throws SQLException {
        Tables.ENTITIES.delete(connection, entries);
        Tables.TOPICS.delete(connection, entries);
    }

    private static void addTags(Connection connection, Collection<Entry> entries) throws SQLException {
        Tables.ENTITIES.add(connection, owned(entries, Entry::getEntities));
        Tables.TOPICS.add(connection, owned(entries, Entry::getTopics));
    }

    private static <T> List<Owned<T>> owned(Collection<Entry> entries, Function<Entry, List<T>> values) {
        var rows = new ArrayList<Owned<T>>();
        for (var entry : entries) {
            int ordinal = 0;
            for (var value : values.apply(entry)) {
                rows.add(new Owned<>(entry, ordinal++, value));
            }
        }
        return rows;
    }

    private Connection connection() throws SQLException {
        var connection = current;
        if (connection == null) {
            connection = database.getConnection();
            current = connection;
            prepared = false;
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
