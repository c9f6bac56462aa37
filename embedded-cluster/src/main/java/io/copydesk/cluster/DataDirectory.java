package io.copydesk.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A directory that belongs to one running program at a time. The operating system gives the lock back when the program
/// ends, however it ends.
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "copydesk.lock";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Creates the directory where it is missing, and takes it.
    ///
    /// @throws DataInUseException when another program, or another part of this one, has it
    public static DataDirectory take(Path directory) {
        var path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                var holder = read(channel);
                channel.close();
                throw new DataInUseException(
                        path + " is in use by process " + holder + "; stop it, or choose another data directory");
            }
            write(channel, Long.toString(ProcessHandle.current().pid()));
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + path + " as a data directory", e);
        }
    }

    public Path path() {
        return path;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very program has it
        }
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    private static void write(FileChannel channel, String holder) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
