package io.copydesk.sink.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// A table whose rows belong to a row of another, and are deleted and written anew with it. The first column is the
/// owner's key.
final class OwnedTable<R> {
    private final List<Column<R>> columns;
    private final String copy;
    private final String delete;

    OwnedTable(String name, List<Column<R>> columns) {
        this.columns = columns;
        this.copy = Table.copy(name, Table.list(columns.stream().map(Column::name)));
        this.delete = "DELETE FROM " + name + " WHERE " + columns.getFirst().name() + " = ANY (?)";
    }

    /// Adds rows of owners that have none.
    void add(Connection connection, List<? extends R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            CopyRows.send(connection, copy, rows, columns);
        }
    }

    /// Deletes all rows of these owners.
    void delete(Connection connection, Collection<String> owners) throws SQLException {
        Table.deleteRows(connection, delete, owners);
    }
}
