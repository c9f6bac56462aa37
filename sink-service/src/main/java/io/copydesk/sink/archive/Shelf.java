package io.copydesk.sink.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/// The files of one archived topic: a folder for each day.
record Shelf<T extends SpecificRecordBase>(Archived<T> archived, Path folder) {
    private static final long NOTHING = -1;

    static <T extends SpecificRecordBase> Shelf<T> of(Archived<T> archived, Path archive) {
        return new Shelf<>(archived, archive.resolve(archived.name()));
    }

    /// The folder of a day, which is made if it is not there.
    Path day(LocalDate day) throws IOException {
        return Durable.folder(folder.resolve(day.toString()));
    }

    /// Oldest day first.
    List<CompleteFile> complete() throws IOException {
        var files = new ArrayList<CompleteFile>();
        for (var day : days()) {
            files.addAll(complete(day));
        }
        return files;
    }

    /// The highest offset of a partition that complete files hold, -1 when they hold none. Days are those of the writing,
    /// so the newest day has it.
    long lastOffset(int partition) throws IOException {
        for (var day : days().reversed()) {
            var last = complete(day).stream().filter(file -> file.partition() == partition)
                    .mapToLong(CompleteFile::last).max();
            if (last.isPresent()) {
                return last.getAsLong();
            }
        }
        return NOTHING;
    }

    /// Completes the files of writers that are gone.
    ///
    /// @return how many are being written by somebody
    int recover(Predicate<T> kept) throws IOException {
        int written = 0;
        for (var day : days()) {
            for (var part : list(day, name -> name.endsWith(Part.END))) {
                var left = LockedFile.take(part);
                if (left.isPresent()) {
                    Part.recover(archived, left.get(), kept);
                } else if (Files.exists(part)) {
                    written++;
                }
            }
        }
        return written;
    }

    private List<Path> days() throws IOException {
        return Files.isDirectory(folder) ? list(folder, name -> name.matches("\\d{4,}-\\d\\d-\\d\\d")) : List.of();
    }

    private static List<CompleteFile> complete(Path day) throws IOException {
        return list(day, name -> name.endsWith(".avro")).stream().flatMap(path -> CompleteFile.of(path).stream())
                .toList();
    }

    private static List<Path> list(Path folder, Predicate<String> named) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> named.test(String.valueOf(path.getFileName())))
                    .sorted(Comparator.comparing(Path::toString)).toList();
        }
    }
}
