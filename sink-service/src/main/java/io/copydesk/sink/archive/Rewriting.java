package io.copydesk.sink.archive;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificRecordBase;

/// A complete file in the making: invisible until [#finish], and gone if that is never called.
final class Rewriting<T extends SpecificRecordBase> implements AutoCloseable {
    /// Before compression; one row may be larger.
    static final int BLOCK_BYTES = 256 * 1024;
    /// The one codec that every implementation of Avro must have.
    private static final CodecFactory CODEC = CodecFactory.deflateCodec(6);

    private final Path hidden;
    private final FileChannel channel;
    private final DataFileWriter<Row<T>> writer;

    /// @param hidden a name that nobody else uses; what has it is overwritten
    Rewriting(Archived<T> archived, Path hidden) throws IOException {
        this.hidden = hidden;
        this.channel = FileChannel.open(hidden, CREATE, TRUNCATE_EXISTING, WRITE);
        try {
            this.writer = new DataFileWriter<>(archived.writer()).setCodec(CODEC).setSyncInterval(BLOCK_BYTES)
                    .create(archived.schema(), Channels.newOutputStream(channel));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    void append(Row<T> row) throws IOException {
        writer.append(row);
    }

    /// Makes it visible under this name; what had it is replaced.
    void finish(Path visible) throws IOException {
        writer.flush();
        channel.force(true);
        channel.close();
        Durable.rename(hidden, visible);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(hidden);
    }
}
