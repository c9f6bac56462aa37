package io.copydesk.sink.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What stands in the database, as PostgreSQL itself prints it.
public final class Rows {
    private final String url;
    private final String user;
    private final String password;

    public Rows(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /// One text a row, columns parted by `|`, NULL as nothing.
    public List<String> of(String query) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getString(i) == null ? "" : result.getString(i));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }

    public void run(String statement) throws SQLException {
        try (var connection = connect(); var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /// Everything of the stream, in one order.
    public List<String> all() throws SQLException {
        var rows = new ArrayList<String>();
        for (var table : List.of("entries", "entities", "topics", "revisions", "stories")) {
            of("SELECT '" + table + "', t.*::text FROM " + table + " t ORDER BY 2").forEach(rows::add);
        }
        return rows;
    }

    public List<String> tags() throws SQLException {
        var rows = new ArrayList<>(of("SELECT entry_id, ordinal, entity, label FROM entities ORDER BY 1, 2"));
        rows.addAll(of("SELECT entry_id, ordinal, code, label FROM topics ORDER BY 1, 2"));
        return rows;
    }
}
