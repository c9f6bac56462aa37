package io.copydesk.dashboard.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// A query, put together from texts that stand in this package; whatever a reader has sent is bound to its question marks.
final class Question {
    /// The database's calendar ends within Java's, and no entry is of another time.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Question(String sql, Object... values) {
        add(sql, values);
    }

    /// @param more of the query, in this package's own words
    Question add(String more, Object... bound) {
        sql.append(more);
        values.addAll(Arrays.asList(bound));
        return this;
    }

    /// This query within another one.
    Question inside(String before, String after) {
        sql.insert(0, before).append(after);
        return this;
    }

    PreparedStatement on(Connection connection) throws SQLException {
        var statement = connection.prepareStatement(sql.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, bound(connection, values.get(i)));
            }
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
        return statement;
    }

    private static Object bound(Connection connection, Object value) throws SQLException {
        return switch (value) {
            case Instant time -> (time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time)
                    .atOffset(ZoneOffset.UTC);
            case Collection<?> texts -> connection.createArrayOf("text", texts.toArray());
            default -> value;
        };
    }
}
