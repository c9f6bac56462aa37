package io.copydesk.sink.archive;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file that is finished, by its name: `raw-3-00000000000000000120-00000000000000000344-5f0c91d2.avro` has rows of
/// partition 3 of raw, the first and the last of which are at these offsets; the end of the name tells writers apart.
record CompleteFile(Path path, int partition, long first, long last) {
    static final Comparator<CompleteFile> BY_OFFSET = Comparator.comparingLong(CompleteFile::first)
            .thenComparingLong(CompleteFile::last);

    private static final Pattern NAME = Pattern.compile(
            "(?:raw|changes)-(\\d{1,9})-(\\d{19,20})-(\\d{19,20})-[0-9a-f]{8}\\.avro");

    static Optional<CompleteFile> of(Path path) {
        var name = NAME.matcher(String.valueOf(path.getFileName()));
        return name.matches()
                ? Optional.of(new CompleteFile(path, Integer.parseInt(name.group(1)), Long.parseLong(name.group(2)),
                        Long.parseLong(name.group(3))))
                : Optional.empty();
    }

    static String name(Archived<?> archived, int partition, long first, long last, String mark) {
        return "%s-%d-%020d-%020d-%s.avro".formatted(archived.name(), partition, first, last, mark);
    }
}
