package io.copydesk.sink.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A table with a key and a version, and its writes, each for any number of rows. The first column is the entry's id or
/// another text that names the row.
///
/// Rows come by COPY. What the table has already is left out beforehand; rows that are not there at all go straight into
/// the table, and rows that replace one take the way through a temporary table and one guarded statement, which is safe
/// whoever else writes.
final class Table<R> {
    private final List<Column<R>> columns;
    private final Column<R> key;
    private final Column<R> version;
    private final boolean replaces;
    private final String stage;
    private final String known;
    private final String copy;
    private final String copyToStage;
    private final String merge;
    private final String delete;

    private Table(String name, String version, List<Column<R>> columns, boolean replaces) {
        var names = list(columns.stream().map(Column::name));
        this.columns = columns;
        this.key = columns.getFirst();
        this.version = columns.stream().filter(column -> column.name().equals(version)).findFirst().orElseThrow();
        this.replaces = replaces;
        this.stage = "CREATE TEMPORARY TABLE " + name + "_batch ON COMMIT DELETE ROWS AS SELECT " + names + " FROM "
                + name
                + " WITH NO DATA";
        // LIMIT keeps the planner from any other way than one look into the index for each row
        this.known = "SELECT batch.key, found.version FROM unnest(?::text[], ?::int8[]) AS batch(key, version) CROSS JOIN"
                + " LATERAL (SELECT " + version + " AS version FROM " + name + " WHERE " + key.name() + " = batch.key"
                + (replaces ? "" : " AND " + version + " = batch.version") + " LIMIT 1) AS found";
        this.copy = copy(name, names);
        this.copyToStage = copy(name + "_batch", names);
        this.merge = "INSERT INTO " + name + " (" + names + ") SELECT " + names + " FROM " + name + "_batch ON CONFLICT"
                + (replaces
                        ? " (" + key.name() + ") DO UPDATE SET " + list(columns.stream().skip(1)
                                .map(column -> column.name() + " = EXCLUDED." + column.name())) + " WHERE " + name + "."
                                + version + " < EXCLUDED." + version
                        : " DO NOTHING")
                + " RETURNING " + key.name();
        this.delete = "DELETE FROM " + name + " WHERE " + key.name() + " = ANY (?)";
    }

    /// One row a key, replaced only by a higher version.
    static <R> Table<R> guarded(String name, String version, List<Column<R>> columns) {
        return new Table<>(name, version, columns, true);
    }

    /// One row a key and version, never changed.
    static <R> Table<R> history(String name, String version, List<Column<R>> columns) {
        return new Table<>(name, version, columns, false);
    }

    /// What the table took.
    ///
    /// @param added keys of rows that were not there
    /// @param merged keys of rows that were there, or may have been
    record Taken(List<String> added, List<String> merged) {
        int rows() {
            return added.size() + merged.size();
        }
    }

    /// Makes what a new connection needs for its writes.
    void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(stage);
        }
    }

    /// Writes the rows. No two have the same key; of history, the first of those with the same key and version counts.
    ///
    /// @param alone whether nobody else is believed to add the same rows now: if that is wrong, the database refuses with
    /// a violation of the key's uniqueness, and the transaction must be tried again with `false`
    Taken write(Connection connection, Collection<? extends R> rows, boolean alone) throws SQLException {
        if (rows.isEmpty()) {
            return new Taken(List.of(), List.of());
        }
        var stored = known(connection, rows);
        var fresh = new ArrayList<R>();
        var merged = new ArrayList<R>();
        var names = new HashSet<String>();
        for (var row : rows) {
            var name = name(key(row), version(row));
            if (!names.add(name)) {
                continue;
            }
            var known = stored.get(name);
            if (known == null && alone) {
                fresh.add(row);
            } else if (known == null || known < version(row)) {
                merged.add(row);
            }
        }
        if (!fresh.isEmpty()) {
            CopyRows.send(connection, copy, fresh, columns);
        }
        return new Taken(fresh.stream().map(this::key).toList(), merge(connection, merged));
    }

    private List<String> merge(Connection connection, List<R> rows) throws SQLException {
        var taken = new ArrayList<String>();
        if (!rows.isEmpty()) {
            CopyRows.send(connection, copyToStage, rows, columns);
            try (var statement = connection.prepareStatement(merge); var keys = statement.executeQuery()) {
                while (keys.next()) {
                    taken.add(keys.getString(1));
                }
            }
        }
        return taken;
    }

    /// The versions that the table has, by [#name].
    private Map<String, Long> known(Connection connection, Collection<? extends R> rows) throws SQLException {
        var stored = new HashMap<String, Long>();
        try (var statement = connection.prepareStatement(known)) {
            statement.setArray(1, connection.createArrayOf("text", rows.stream().map(this::key).toArray()));
            statement.setArray(2, connection.createArrayOf("int8", rows.stream().map(this::version).toArray()));
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    long version = found.getLong(2);
                    stored.put(name(found.getString(1), version), version);
                }
            }
        }
        return stored;
    }

    /// Deletes the rows of these keys.
    int delete(Connection connection, Collection<String> keys) throws SQLException {
        return deleteRows(connection, delete, keys);
    }

    static int deleteRows(Connection connection, String sql, Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return 0;
        }
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray(String[]::new)));
            return statement.executeUpdate();
        }
    }

    /// What is looked up: the key, and of history the version with it.
    private String name(String key, long version) {
        return replaces ? key : key + '\n' + version;
    }

    private String key(R row) {
        return (String) Objects.requireNonNull(key.value().apply(row));
    }

    private long version(R row) {
        return (Long) Objects.requireNonNull(version.value().apply(row));
    }

    static String copy(String table, String names) {
        return "COPY " + table + " (" + names + ") FROM STDIN (FORMAT binary)";
    }

    static String list(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }
}
