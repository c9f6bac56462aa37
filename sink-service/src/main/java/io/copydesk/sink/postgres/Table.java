package io.copydesk.sink.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A table and its writes: each one statement for any number of rows, so that it is prepared once. The first column is
/// the key, or the owner's.
final class Table<R> {
    private final List<Column<R>> columns;
    private final String insert;
    private final String delete;

    private Table(String name, List<Column<R>> columns, String onConflict) {
        this.columns = columns;
        this.insert = "INSERT INTO " + name + " (" + list(columns.stream().map(Column::name)) + ") SELECT "
                + list(columns.stream().map(Column::expression)) + " FROM unnest("
                + list(columns.stream().map(Column::parameter)) + ") AS batch("
                + list(columns.stream().map(Column::name)) + ")" + onConflict;
        this.delete = "DELETE FROM " + name + " WHERE " + columns.getFirst().name() + " = ANY (?)";
    }

    /// One row a key, replaced only by a higher value of `guard`.
    static <R> Table<R> guarded(String name, String guard, List<Column<R>> columns) {
        var key = columns.getFirst().name();
        var replaced = columns.stream().skip(1).map(column -> column.name() + " = EXCLUDED." + column.name());
        return new Table<>(name, columns, " ON CONFLICT (" + key + ") DO UPDATE SET " + list(replaced) + " WHERE "
                + name + "." + guard + " < EXCLUDED." + guard + " RETURNING " + key);
    }

    /// Rows that are never changed: a key that is known already is passed over.
    static <R> Table<R> history(String name, List<Column<R>> columns) {
        return new Table<>(name, columns, " ON CONFLICT DO NOTHING RETURNING " + columns.getFirst().name());
    }

    /// Rows that are deleted and written anew with the row that owns them.
    static <R> Table<R> owned(String name, List<Column<R>> columns) {
        return new Table<>(name, columns, "");
    }

    /// Writes the rows and returns the keys of those that the table took, in no order.
    List<String> upsert(Connection connection, List<? extends R> rows) throws SQLException {
        var taken = new ArrayList<String>();
        if (rows.isEmpty()) {
            return taken;
        }
        try (var statement = connection.prepareStatement(insert)) {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(i + 1, columns.get(i).array(connection, rows));
            }
            if (statement.execute()) {
                try (var keys = statement.getResultSet()) {
                    while (keys.next()) {
                        taken.add(keys.getString(1));
                    }
                }
            }
        }
        return taken;
    }

    /// Deletes the rows of these keys; for an owned table, all rows of these owners.
    int delete(Connection connection, Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return 0;
        }
        try (var statement = connection.prepareStatement(delete)) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray(String[]::new)));
            return statement.executeUpdate();
        }
    }

    private static String list(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }
}
