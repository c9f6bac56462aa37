package io.copydesk.command;

import io.copydesk.sink.StoreRejectedException;
import io.copydesk.sink.StoreUnavailableException;
import io.copydesk.sink.opensearch.Access;
import io.copydesk.sink.opensearch.OpenSearchStore;
import io.copydesk.sink.postgres.PostgresStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a store has of an entry, beside what the topics have.
///
/// @param store its name
/// @param facts one a line; or why it was not asked
record StoreView(String store, List<Fact> facts, Optional<String> problem) {

    /// @param what entry, history or story
    /// @param topic the version on the topic; none when it is not there
    record Fact(String what, OptionalLong stored, OptionalLong topic, String rows) {
        /// Whether both agree.
        String standing() {
            if (stored.isEmpty() || topic.isEmpty()) {
                return stored.isEmpty() && topic.isEmpty() ? "in step" : stored.isEmpty() ? "behind" : "ahead";
            }
            int order = Long.compare(stored.getAsLong(), topic.getAsLong());
            return order == 0 ? "in step" : order < 0 ? "behind" : "ahead";
        }
    }

    /// A store that can be asked.
    sealed interface Asked {
        /// @param entry version of the entry on its topic
        /// @param change version of its last change on the topic; it may have left the topic, and stands in a store still
        /// @param link version of its story link on the topic
        StoreView of(String id, OptionalLong entry, OptionalLong change, OptionalLong link);
    }

    /// Where a database is, and who asks it.
    record Database(String url, String user, String password) implements Asked {
        @Override
        public StoreView of(String id, OptionalLong entry, OptionalLong change, OptionalLong link) {
            if (!PostgresStore.isUrl(url)) {
                return new StoreView("postgres", List.of(), Optional.of("COPYDESK_DATABASE_URL is no JDBC URL of it"));
            }
            try (var connection = DriverManager.getConnection(url, user, password)) {
                connection.setReadOnly(true);
                var rows = number(connection, "SELECT count(*) FROM revisions WHERE entry_id = ?", id).orElse(0);
                var last = number(connection, "SELECT max(version) FROM revisions WHERE entry_id = ?", id);
                var stored = number(connection, "SELECT version FROM entries WHERE id = ?", id);
                var linked = number(connection, "SELECT link_version FROM stories WHERE entry_id = ?", id);
                return new StoreView("postgres", List.of(new Fact("entry", stored, entry, ""),
                        new Fact("history", last, change.isPresent() ? change : last, rows + " revisions"),
                        new Fact("story", linked, link, "")), Optional.empty());
            } catch (SQLException e) {
                return new StoreView("postgres", List.of(), Optional.of(String.valueOf(e.getMessage())));
            }
        }

        /// Without the password, and the URL may hold one too.
        @Override
        public String toString() {
            return "Database[user=" + user + "]";
        }
    }

    /// Where a search cluster is, and what its indices are called.
    record Search(Access access, String prefix) implements Asked {
        @Override
        public StoreView of(String id, OptionalLong entry, OptionalLong change, OptionalLong link) {
            try (var store = new OpenSearchStore(access, prefix)) {
                var stored = store.versions(id);
                return new StoreView("opensearch", List.of(new Fact("entry", stored.entry(), entry, ""),
                        new Fact("story", stored.link(), link, "")), Optional.empty());
            } catch (StoreUnavailableException | StoreRejectedException e) {
                return new StoreView("opensearch", List.of(), Optional.of(String.valueOf(e.getMessage())));
            }
        }
    }

    /// Empty when there is no row, or nothing in it.
    private static OptionalLong number(Connection connection, String query, String id) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return OptionalLong.empty();
                }
                long number = rows.getLong(1);
                return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
            }
        }
    }
}
