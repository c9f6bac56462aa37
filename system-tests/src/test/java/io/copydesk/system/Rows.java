package io.copydesk.system;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What PostgreSQL holds.
record Rows(String url, String user) {
    /// Every table's rows as JSON, without the columns that tell when they were observed.
    private static final Map<String, String> TABLES = Map.of(
            "entries", "to_jsonb(t) - '{observed_at,first_observed_at,occurred_at}'::text[]",
            "revisions", "to_jsonb(t) - 'observed_at'",
            "entities", "to_jsonb(t) - 'occurred_at'",
            "topics", "to_jsonb(t) - 'occurred_at'");

    /// The rows of each table, in one order.
    Map<String, List<String>> all() throws SQLException {
        var all = new LinkedHashMap<String, List<String>>();
        for (var table : TABLES.entrySet()) {
            all.put(table.getKey(), query("SELECT (%s)::text COLLATE \"C\" FROM %s t ORDER BY 1"
                    .formatted(table.getValue(), table.getKey())));
        }
        return all;
    }

    long count(String from) throws SQLException {
        return Long.parseLong(query("SELECT count(*) FROM " + from).getFirst());
    }

    void run(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, ""); var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /// The first column of each row.
    List<String> query(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
