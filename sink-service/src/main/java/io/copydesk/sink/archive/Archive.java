package io.copydesk.sink.archive;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Observation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;

/// A folder that [ArchiveStore] writes or has written. What is being written is not seen.
public final class Archive {
    private final Path folder;
    private final Erasures erasures;

    private Archive(Path folder) throws IOException {
        this.folder = folder;
        this.erasures = Erasures.of(folder);
    }

    /// What [#erase] took away.
    ///
    /// @param files that were written anew
    public record Erased(int files, long observations, long changes) {}

    /// @throws NotDirectoryException when there is no archive
    public static Archive open(Path folder) throws IOException {
        if (!Files.isDirectory(folder.resolve(Archived.RAW.name()))) {
            throw new NotDirectoryException("no archive in " + folder);
        }
        return new Archive(folder);
    }

    /// Completes the files of writers that are gone.
    ///
    /// @return how many files are being written now
    public int complete() throws IOException {
        return shelf(Archived.RAW).recover(erasures::allow) + shelf(Archived.CHANGES).recover(erasures::allow);
    }

    /// Every observation once, those of a partition in their order.
    public void observations(Consumer<Row<Observation>> taker) throws IOException {
        read(Archived.RAW, taker);
    }

    /// Every change once, those of a partition in their order.
    public void changes(Consumer<Row<Change>> taker) throws IOException {
        read(Archived.CHANGES, taker);
    }

    /// Takes every look at an entry and all of its changes out of the files, and keeps out what a running store is given
    /// of them later. Files that are being written are completed without them by whoever writes them. May be repeated.
    ///
    /// @param aliases of the entry, as they stand in its current state
    public Erased erase(String entry, String blog, Collection<String> aliases) throws IOException {
        erasures.add(Erasure.of(entry, blog, aliases));
        complete();
        // one after the other: they write the same files
        try (var channel = FileChannel.open(folder.resolve("erased").resolve(".lock"), CREATE, WRITE);
                var _ = channel.lock()) {
            var observations = erase(Archived.RAW);
            var changes = erase(Archived.CHANGES);
            return new Erased(observations.files + changes.files, observations.rows, changes.rows);
        }
    }

    private record Removed(int files, long rows) {}

    private <T extends SpecificRecordBase> Removed erase(Archived<T> archived) throws IOException {
        int files = 0;
        long rows = 0;
        for (var file : shelf(archived).complete()) {
            long covered = covered(archived, file.path());
            if (covered > 0) {
                rewrite(archived, file.path());
                files++;
                rows += covered;
            }
        }
        return new Removed(files, rows);
    }

    private <T extends SpecificRecordBase> long covered(Archived<T> archived, Path path) throws IOException {
        long covered = 0;
        try (var rows = RowFile.open(archived, path)) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                covered += erasures.allow(row.value()) ? 0 : 1;
            }
        }
        return covered;
    }

    private <T extends SpecificRecordBase> void rewrite(Archived<T> archived, Path path) throws IOException {
        long kept = 0;
        try (var rows = RowFile.open(archived, path);
                var next = new Rewriting<>(archived, path.resolveSibling("." + path.getFileName() + ".tmp"))) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                if (erasures.allow(row.value())) {
                    next.append(row);
                    kept++;
                }
            }
            if (kept > 0) {
                next.finish(path);
            }
        }
        if (kept == 0) {
            Files.delete(path);
            Durable.syncFolderOf(path);
        }
    }

    private <T extends SpecificRecordBase> void read(Archived<T> archived, Consumer<Row<T>> taker)
            throws IOException {
        var byPartition = new TreeMap<Integer, List<CompleteFile>>();
        for (var file : shelf(archived).complete()) {
            byPartition.computeIfAbsent(file.partition(), partition -> new ArrayList<>()).add(file);
        }
        for (var files : byPartition.values()) {
            try (var rows = new Merged<>(archived, files)) {
                for (var row = rows.next(); row != null; row = rows.next()) {
                    taker.accept(row);
                }
            }
        }
    }

    private <T extends SpecificRecordBase> Shelf<T> shelf(Archived<T> archived) {
        return Shelf.of(archived, folder);
    }
}
