package io.copydesk.sink.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/// One column of a table that is written in batches: each statement takes it as one array with a value for each row.
///
/// @param value what the column holds of a row; null for NULL
record Column<R>(String name, Type type, Function<R, ? extends Object> value) {

    /// How a value travels, and what the statement makes of it.
    enum Type {
        TEXT("text", "%s"),
        /// An array literal: PostgreSQL's `unnest` would flatten an array of arrays.
        TEXTS("text", "%s::text[]"),
        JSON("text", "%s::jsonb"),
        INTEGER("int4", "%s"),
        BIGINT("int8", "%s"),
        REAL("float4", "%s"),
        BOOLEAN("bool", "%s"),
        /// Milliseconds since 1970: no text to parse, and no precision lost.
        INSTANT("int8", "timestamptz 'epoch' + %s * interval '1 millisecond'");

        private final String element;
        private final String expression;

        Type(String element, String expression) {
            this.element = element;
            this.expression = expression;
        }
    }

    /// The statement's parameter.
    String parameter() {
        return "?::" + type.element + "[]";
    }

    /// What is stored, made from the column `name` of the unnested arrays.
    String expression() {
        return type.expression.formatted("batch." + name);
    }

    Array array(Connection connection, List<? extends R> rows) throws SQLException {
        Object[] values = switch (type) {
            case TEXT, TEXTS, JSON -> new String[rows.size()];
            case INTEGER -> new Integer[rows.size()];
            case BIGINT, INSTANT -> new Long[rows.size()];
            case REAL -> new Float[rows.size()];
            case BOOLEAN -> new Boolean[rows.size()];
        };
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return connection.createArrayOf(type.element, values);
    }
}
