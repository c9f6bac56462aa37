package io.copydesk.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL data directory whose making was cut short: the program that made it was killed. Nothing was ever stored
/// there, as no server has run on it, so it is done away with.
final class UnfinishedData {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedData.class);
    /// Written by every server at its start, by nothing before.
    private static final String SERVER_RAN = "postmaster.opts";
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private UnfinishedData() {}

    static void discard(Path files) throws IOException {
        if (!Files.isDirectory(files) || Files.exists(files.resolve(SERVER_RAN))) {
            return;
        }
        log.atInfo().addKeyValue("folder", files).log("Discarding a database that was never finished");
        makers(files).forEach(maker -> {
            maker.destroyForcibly();
            ChildProcess.ends(maker, ENDS_WITHIN);
        });
        try (var content = Files.walk(files)) {
            content.sorted(Comparator.reverseOrder()).forEach(UnfinishedData::delete);
        }
    }

    /// `initdb` outlives the program that started it, and works on; then its own children.
    private static List<ProcessHandle> makers(Path files) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().map(List::of).orElse(List.of())
                        .contains(files.toString()))
                .flatMap(maker -> Stream.concat(Stream.of(maker), maker.descendants()))
                .toList();
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
