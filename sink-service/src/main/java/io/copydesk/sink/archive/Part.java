package io.copydesk.sink.archive;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file that is being written: rows of one partition, in small blocks that are on disk when [#flush] returns. Its name
/// starts with a dot and ends with `.part`. Complete, its rows stand in a file of larger blocks with a name that readers
/// look for, and the part is gone.
final class Part<T extends SpecificRecordBase> implements AutoCloseable {
    static final String END = ".part";

    private static final Logger log = LoggerFactory.getLogger(Part.class);
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final long UNKNOWN = -1;
    /// With a checksum: after a power failure a block may have its end and not its middle.
    private static final CodecFactory CODEC = CodecFactory.zstandardCodec(1, true);

    private final Archived<T> archived;
    private final LockedFile file;
    private final Path day;
    private final DataFileWriter<Row<T>> writer;
    private final Instant since;
    private long rows;

    private Part(Archived<T> archived, LockedFile file, Path day, Instant since) throws IOException {
        this.archived = archived;
        this.file = file;
        this.day = day;
        this.since = since;
        this.writer = new DataFileWriter<>(archived.writer()).setCodec(CODEC).setSyncInterval(BLOCK_BYTES)
                .create(archived.schema(), Channels.newOutputStream(file.channel()));
    }

    /// @param day the folder that it stands in, also when it is complete
    static <T extends SpecificRecordBase> Part<T> create(Archived<T> archived, Path day, int partition, long first,
            Instant now) throws IOException {
        // of its own for each writer: one that was stopped and wakes up has another open
        var mark = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        var file = LockedFile.create(day.resolve(
                ".%s-%d-%020d-%s%s".formatted(archived.name(), partition, first, mark, END)));
        try {
            return new Part<>(archived, file, day, now);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    void append(Row<T> row) throws IOException {
        writer.append(row);
        rows++;
    }

    /// Everything that was appended is safe.
    void flush() throws IOException {
        if (!Files.exists(file.path())) {
            throw new IOException(file.path() + " is gone"); // it could still be written to, for nobody to read
        }
        writer.flush();
        file.channel().force(false);
    }

    long bytes() throws IOException {
        return file.channel().size();
    }

    Instant since() {
        return since;
    }

    Path day() {
        return day;
    }

    /// @param kept whether a row may become visible
    void complete(Predicate<T> kept) throws IOException {
        try (file) {
            flush();
            complete(archived, file, kept, rows);
        }
    }

    /// Completes what another writer has left; what it wrote last may be torn.
    static <T extends SpecificRecordBase> void recover(Archived<T> archived, LockedFile left, Predicate<T> kept)
            throws IOException {
        try (left) {
            long rows = complete(archived, left, kept, UNKNOWN);
            log.atInfo().addKeyValue("file", left.path()).addKeyValue("rows", rows)
                    .log("completed a file that its writer had left");
        }
    }

    private static <T extends SpecificRecordBase> long complete(Archived<T> archived, LockedFile part,
            Predicate<T> kept, long expected) throws IOException {
        var range = new Range();
        var name = String.valueOf(part.path().getFileName());
        var mark = name.substring(name.lastIndexOf('-') + 1, name.length() - END.length());
        long read;
        try (var complete = new Rewriting<>(archived, part.path().resolveSibling(name + ".tmp"))) {
            read = RowFile.wholeBlocks(archived, part.channel(), row -> {
                if (kept.test(row.value())) {
                    complete.append(row);
                    range.add(row);
                }
            });
            if (expected != UNKNOWN && read != expected) {
                throw new IOException(part.path() + " holds " + read + " rows and not " + expected);
            }
            if (range.last >= 0) {
                complete.finish(part.path().resolveSibling(
                        CompleteFile.name(archived, range.partition, range.first, range.last, mark)));
            }
        }
        part.delete();
        return read;
    }

    private static final class Range {
        private int partition;
        private long first = Long.MAX_VALUE;
        private long last = -1;

        void add(Row<?> row) {
            partition = row.partition();
            first = Math.min(first, row.offset());
            last = Math.max(last, row.offset());
        }
    }

    /// Leaves the file to whoever comes next.
    @Override
    public void close() throws IOException {
        file.close();
    }
}
