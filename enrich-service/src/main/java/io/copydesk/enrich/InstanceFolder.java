package io.copydesk.enrich;

import io.copydesk.runtime.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The folder in which one instance alone keeps its state, and with it the name under which it is known in the group.
/// Instances that share a disk, such as containers of one volume, take one folder each, and one that is made anew takes
/// a folder that is free, with the name and the state of whoever left it. So nothing piles up and nothing is restored
/// without need, whatever the containers are called.
final class InstanceFolder implements AutoCloseable {
    private static final String PREFIX = "enrich-";
    private static final Pattern OURS = Pattern.compile(PREFIX + "[0-9a-f]{8}");
    /// What Kafka takes for a `group.instance.id`, with room for the number of a thread, and what a folder may be called.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    /// Opened once and never touched by its name while it is held: closing any other handle of the file, even the one
    /// that the JDK opens to set its time, ends the process's lock on it.
    private static final String LOCK = ".lock";
    /// Its time says when the folder was last used.
    private static final String TOKEN = ".token";
    /// The application's folder, and one for each task in it.
    private static final int DEPTH_OF_TASKS = 2;

    private final Path path;
    private final FileChannel channel;
    private final String token;

    private InstanceFolder(Path path, FileChannel channel, String token) {
        this.path = path;
        this.channel = channel;
        this.token = token;
    }

    /// @param name the instance's, if the operator chose one
    /// @throws ConfigurationException if another process on this disk has that name, or nothing can be written
    static InstanceFolder claim(Path stateDir, Optional<String> name) {
        try {
            Files.createDirectories(stateDir);
            return name.isPresent() ? named(stateDir, name.get()) : free(stateDir);
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(List.of("COPYDESK_ENRICH_STATE_DIR: nothing can be written there: " + e));
        }
    }

    private static InstanceFolder named(Path stateDir, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    List.of("COPYDESK_ENRICH_INSTANCE_ID: at most 200 letters, digits, '.', '_'"
                            + " or '-', the first one a letter or digit"));
        }
        var folder = locked(stateDir.resolve(name));
        if (folder == null) {
            throw new ConfigurationException(List.of("COPYDESK_ENRICH_INSTANCE_ID: an instance '" + name
                    + "' runs already, in " + stateDir + "; each needs an id of its own"));
        }
        return folder;
    }

    private static InstanceFolder free(Path stateDir) throws IOException {
        List<Path> left;
        try (var folders = Files.list(stateDir)) {
            left = folders.filter(folder -> OURS.matcher(folder.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(InstanceFolder::left).reversed()).toList();
        }
        for (var folder : left) {
            var claimed = locked(folder);
            if (claimed != null) {
                return claimed;
            }
        }
        while (true) {
            var claimed = locked(stateDir.resolve(PREFIX + UUID.randomUUID().toString().substring(0, 8)));
            if (claimed != null) {
                return claimed;
            }
        }
    }

    /// When its last instance ended, if that could say so: who left last has the newest state.
    private static FileTime left(Path folder) {
        try {
            return Files.getLastModifiedTime(folder.resolve(TOKEN));
        } catch (IOException e) {
            return FileTime.from(Instant.EPOCH); // nobody was ever there
        }
    }

    /// The lock is the process's: it ends with it, however that ends.
    private static @Nullable InstanceFolder locked(Path path) throws IOException {
        Files.createDirectories(path);
        var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                channel.close();
                return null;
            }
            var claimed = new InstanceFolder(path, channel, token(path.resolve(TOKEN)));
            claimed.used(); // it may end without a word
            return claimed;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another service of this process
        }
    }

    private static String token(Path file) throws IOException {
        if (Files.notExists(file) || Files.size(file) == 0) {
            Files.writeString(file, UUID.randomUUID().toString());
        }
        return Files.readString(file);
    }

    Path path() {
        return path;
    }

    /// The instance's name, unique in its group: `group.instance.id` without the number of the thread.
    String instance() {
        return path.getFileName().toString();
    }

    /// Tells this folder from any other that has the same name, for example on another machine.
    String token() {
        return token;
    }

    /// Notes that the state is of now. Streams takes the time of a task's folder for the time of its state, and RocksDB
    /// changes only what is within it.
    void leave() {
        try (var tasks = Files.walk(path, DEPTH_OF_TASKS)) {
            for (var task : tasks.filter(Files::isDirectory).toList()) {
                Files.setLastModifiedTime(task, FileTime.from(Instant.now()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void used() throws IOException {
        Files.setLastModifiedTime(path.resolve(TOKEN), FileTime.from(Instant.now()));
    }

    @Override
    public void close() {
        try {
            used();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
