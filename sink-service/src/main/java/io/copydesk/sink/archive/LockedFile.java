package io.copydesk.sink.archive;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A file that nobody else writes to: the lock of the operating system outlives a process that is stopped, and ends with
/// one that is killed. It must be read by this very channel: closing another one of the same process ends the lock.
///
/// @param channel readable and writable
record LockedFile(Path path, FileChannel channel) implements AutoCloseable {
    /// Of this process: not even to be opened.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    static LockedFile create(Path file) throws IOException {
        var path = file.toAbsolutePath().normalize();
        var channel = FileChannel.open(path, CREATE_NEW, READ, WRITE);
        if (lock(channel) == null) {
            channel.close(); // somebody tidies up, took it for left behind, and will delete it
            throw new IOException(path + " was locked by another process as it was made");
        }
        HELD.add(path);
        Durable.syncFolderOf(path);
        return new LockedFile(path, channel);
    }

    /// Empty when somebody else has it, or has finished with it.
    static Optional<LockedFile> take(Path file) throws IOException {
        var path = file.toAbsolutePath().normalize();
        if (HELD.contains(path)) {
            return Optional.empty();
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(path, READ, WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lock(channel) == null || !Files.exists(path)) {
            channel.close();
            return Optional.empty();
        }
        HELD.add(path);
        return Optional.of(new LockedFile(path, channel));
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // taken within this process a moment ago
        }
    }

    void delete() throws IOException {
        Files.delete(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(path);
    }
}
