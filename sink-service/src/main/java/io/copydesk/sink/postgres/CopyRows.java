package io.copydesk.sink.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows in the binary format of PostgreSQL's COPY, sent while they are made: no text is escaped and none is parsed, and
/// the server works on the first rows while the last ones are written.
final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0,
            0, 0, 0, 0};
    private static final int END = -1;
    private static final int NULL = -1;
    private static final int SENT_AT = 1 << 16;

    private final CopyIn copy;
    private byte[] buffer = new byte[2 * SENT_AT];
    private int size;

    private CopyRows(CopyIn copy) {
        this.copy = copy;
    }

    /// @param sql `COPY … FROM STDIN (FORMAT binary)` with these columns
    static <R> void send(Connection connection, String sql, List<? extends R> rows, List<Column<R>> columns)
            throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            var sending = new CopyRows(copy);
            sending.put(SIGNATURE);
            for (var row : rows) {
                sending.int2(columns.size());
                for (var column : columns) {
                    column.write(sending, row);
                }
                sending.sendIfFull();
            }
            sending.int2(END);
            sending.send();
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /// NULL.
    void nothing() {
        int4(NULL);
    }

    void text(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        int4(bytes.length);
        put(bytes);
    }

    /// Text within a field that is open.
    void bytes(String value) {
        put(value.getBytes(StandardCharsets.UTF_8));
    }

    /// Leaves room for a length that is known when the field is written.
    int openField() {
        int4(0);
        return size;
    }

    void closeField(int start) {
        int end = size;
        size = start - Integer.BYTES;
        int4(end - start);
        size = end;
    }

    void int1(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
    }

    void int2(int value) {
        int1(value >> Byte.SIZE);
        int1(value);
    }

    void int4(int value) {
        int2(value >> Short.SIZE);
        int2(value);
    }

    void int8(long value) {
        int4((int) (value >> Integer.SIZE));
        int4((int) value);
    }

    private void put(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }

    private void sendIfFull() throws SQLException {
        if (size >= SENT_AT) {
            send();
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer, 0, size);
        size = 0;
    }
}
