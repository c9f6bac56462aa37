package io.copydesk.sink.postgres;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.sink.Batch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What of an entry's history goes, and stays away. The line that tells of its erasure stays, in whichever order the tombstone and the
/// change come: they stand on two topics.
final class Erasures {
    private static final String FORGET = "DELETE FROM revisions WHERE entry_id = ANY (?) AND kind <> '"
            + ChangeKind.ERASED + "'";
    private static final String ERASE = "DELETE FROM revisions USING unnest(?::text[], ?::int8[]) AS erased(id, version)"
            + " WHERE entry_id = erased.id AND revisions.version < erased.version";
    private static final List<String> OF_AN_ENTRY = List.of("DELETE FROM entries WHERE id = ANY (?)",
            "DELETE FROM entities WHERE entry_id = ANY (?)", "DELETE FROM topics WHERE entry_id = ANY (?)",
            "DELETE FROM stories WHERE entry_id = ANY (?)");

    private static final String ERASED = "SELECT entry_id, version FROM revisions WHERE kind = '" + ChangeKind.ERASED
            + "' AND entry_id = ANY (?)";

    private Erasures() {}

    /// After a tombstone of these entries.
    static void forget(Connection connection, Collection<String> entries) throws SQLException {
        Table.deleteRows(connection, FORGET, entries);
    }

    /// What stands before an ERASED among these changes; a replay writes it again, and comes to the ERASED after it.
    static void erase(Connection connection, Collection<Change> changes) throws SQLException {
        List<Change> erased = changes.stream().filter(change -> change.getKind() == ChangeKind.ERASED).toList();
        if (erased.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(ERASE)) {
            statement.setArray(1, connection.createArrayOf("text", erased.stream().map(Change::getEntry).toArray()));
            statement.setArray(2, connection.createArrayOf("int8", erased.stream().map(Change::getVersion).toArray()));
            statement.executeUpdate();
        }
        // after its tombstone, a sink that slept may have brought it back before this one heard of the erasure
        for (var delete : OF_AN_ENTRY) {
            Table.deleteRows(connection, delete, erased.stream().map(Change::getEntry).toList());
        }
    }

    /// The batch without what has been erased before: a sink that slept, or a replay, may have it in hand still.
    static Batch allowed(Connection connection, Batch batch) throws SQLException {
        var erased = erased(connection, batch);
        if (erased.isEmpty()) {
            return batch;
        }
        var entries = new TreeMap<>(batch.entries());
        entries.values().removeIf(entry -> entry.getVersion() < erased.getOrDefault(entry.getId(), 0L));
        var links = new TreeMap<>(batch.links());
        links.keySet().removeAll(erased.keySet());
        var changes = batch.changes().stream()
                .filter(change -> change.getVersion() >= erased.getOrDefault(change.getEntry(), 0L)).toList();
        return new Batch(batch.forgotten(), entries, changes, batch.unlinked(), links, batch.trends());
    }

    private static Map<String, Long> erased(Connection connection, Batch batch) throws SQLException {
        var ids = Stream.of(batch.entries().keySet().stream(), batch.links().keySet().stream(),
                batch.changes().stream().map(Change::getEntry)).flatMap(each -> each).distinct();
        var erased = new HashMap<String, Long>();
        try (var statement = connection.prepareStatement(ERASED)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    erased.put(found.getString(1), found.getLong(2));
                }
            }
        }
        return erased;
    }
}
