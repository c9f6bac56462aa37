package io.copydesk.sink.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/// The rows of a file, one after the other.
final class RowFile<T extends SpecificRecordBase> implements AutoCloseable {
    private final DataFileStream<Row<T>> rows;

    private RowFile(DataFileStream<Row<T>> rows) {
        this.rows = rows;
    }

    /// A complete file.
    static <T extends SpecificRecordBase> RowFile<T> open(Archived<T> archived, Path path) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(path));
        try {
            return new RowFile<>(new DataFileStream<>(in, archived.reader()));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw new IOException(path + " is no archive file: " + e.getMessage(), e);
        }
    }

    /// Null after the last row.
    @Nullable
    Row<T> next() throws IOException {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (AvroRuntimeException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    /// What can be done with a row.
    interface Taker<T extends SpecificRecordBase> {
        void take(Row<T> row) throws IOException;
    }

    /// The rows of a file that was being written, up to the last whole block: what stands behind it was never said to be
    /// stored.
    ///
    /// @return how many there are
    static <T extends SpecificRecordBase> long wholeBlocks(Archived<T> archived, FileChannel channel, Taker<T> taker)
            throws IOException {
        channel.position(0);
        var bytes = new Bytes(Channels.newInputStream(channel));
        long count = 0;
        try (var rows = new DataFileStream<>(bytes, archived.reader())) {
            for (var row = whole(rows, bytes); row != null; row = whole(rows, bytes)) {
                taker.take(row);
                count++;
            }
        } catch (IOException e) {
            bytes.rethrow();
            if (count > 0 || !bytes.ended) {
                throw e;
            } // not even its head was written
        }
        return count;
    }

    private static <T extends SpecificRecordBase> @Nullable Row<T> whole(DataFileStream<Row<T>> rows, Bytes bytes)
            throws IOException {
        try {
            if (!rows.hasNext()) {
                bytes.rethrow();
                return null;
            }
        } catch (AvroRuntimeException e) {
            bytes.rethrow();
            return null; // its sync marker or checksum is wrong: torn
        }
        return rows.next();
    }

    /// Tells a disk that cannot be read from a file that ends too soon, and leaves the channel open.
    private static final class Bytes extends FilterInputStream {
        private @Nullable IOException failure;
        private boolean ended;

        Bytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int read = super.read(bytes, from, length);
                ended |= read < 0;
                return read;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        void rethrow() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void close() {
            // the channel is its owner's
        }
    }
}
