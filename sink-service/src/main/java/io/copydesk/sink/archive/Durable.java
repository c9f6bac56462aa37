package io.copydesk.sink.archive;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/// Names and files that survive a power failure once a method has returned.
final class Durable {
    private Durable() {}

    /// Makes a folder and those above it, as far as they are missing.
    static Path folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            var parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                folder(parent);
            }
            Files.createDirectories(folder);
            syncFolderOf(folder);
        }
        return folder;
    }

    /// That this was created, renamed or deleted is so for good.
    static void syncFolderOf(Path file) throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "the root is there for good");
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    /// Replaces a small file: readers see all of the old content or all of the new.
    static void write(Path file, byte[] content) throws IOException {
        var next = file.resolveSibling("." + file.getFileName() + ".tmp");
        try (var channel = FileChannel.open(next, CREATE, TRUNCATE_EXISTING, WRITE)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        rename(next, file);
    }

    /// Within one folder; takes the place of what has that name.
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncFolderOf(to);
    }
}
