package io.copydesk.sink.postgres;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One column of a table, and what it holds of a row; null for NULL.
record Column<R>(String name, Type type, Function<R, ? extends @Nullable Object> value) {

    /// How a value stands in PostgreSQL's binary format, after its length.
    enum Type {
        TEXT, TEXTS, JSON, INTEGER, BIGINT, REAL, BOOLEAN,
        /// Milliseconds since 1970.
        INSTANT;

        /// Of text, in pg_type.
        private static final int TEXT_OID = 25;
        private static final int JSONB_VERSION = 1;
        /// PostgreSQL counts microseconds from there; milliseconds since 1970.
        private static final long YEAR_2000 = 946_684_800_000L;
        private static final long MICROS = 1_000;
        private static final long MOST_MILLIS = Long.MAX_VALUE / MICROS - YEAR_2000;

        private void write(CopyRows out, Object value) {
            switch (this) {
                case TEXT -> out.text((String) value);
                case TEXTS -> writeTexts(out, (List<?>) value);
                case JSON -> {
                    int start = out.openField();
                    out.int1(JSONB_VERSION);
                    out.bytes((String) value);
                    out.closeField(start);
                }
                case INTEGER -> {
                    out.int4(Integer.BYTES);
                    out.int4((Integer) value);
                }
                case BIGINT -> writeLong(out, (Long) value);
                case REAL -> {
                    out.int4(Float.BYTES);
                    out.int4(Float.floatToIntBits((Float) value));
                }
                case BOOLEAN -> {
                    out.int4(1);
                    out.int1((Boolean) value ? 1 : 0);
                }
                case INSTANT -> writeLong(out, micros((Long) value));
            }
        }

        // What no long can hold becomes a time that the server refuses; the two longs at the ends would mean infinity.
        private static long micros(long millis) {
            if (millis > MOST_MILLIS || millis < -MOST_MILLIS) {
                return millis > 0 ? Long.MAX_VALUE - 1 : Long.MIN_VALUE + 1;
            }
            return (millis - YEAR_2000) * MICROS;
        }

        private static void writeLong(CopyRows out, long value) {
            out.int4(Long.BYTES);
            out.int8(value);
        }

        private static void writeTexts(CopyRows out, List<?> values) {
            int start = out.openField();
            out.int4(values.isEmpty() ? 0 : 1); // dimensions
            out.int4(0); // no element is null
            out.int4(TEXT_OID);
            if (!values.isEmpty()) {
                out.int4(values.size());
                out.int4(1); // the first has index 1
                values.forEach(each -> out.text((String) each));
            }
            out.closeField(start);
        }
    }

    void write(CopyRows out, R row) {
        var held = value.apply(row);
        if (held == null) {
            out.nothing();
        } else {
            type.write(out, held);
        }
    }
}
