package io.copydesk.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running server on a PostgreSQL data directory, as its own `postmaster.pid` tells: the process id in line 1, when
/// it started in line 3, in seconds.
record Postmaster(ProcessHandle process) {
    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

    static Optional<Postmaster> of(Path files) {
        try {
            var lines = Files.readAllLines(files.resolve("postmaster.pid"));
            var child = new ChildProcess(Long.parseLong(lines.get(0).strip()),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())));
            return child.alive().map(Postmaster::new);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A fast shutdown unless it has ended: clients are cut off, what is committed is kept.
    void end() {
        if (ChildProcess.ends(process, Duration.ofSeconds(5))) {
            return;
        }
        log.atInfo().addKeyValue("pid", process.pid()).log("Ending PostgreSQL");
        try {
            // SIGINT is PostgreSQL's fast shutdown; Java itself can only send SIGTERM, which waits for the clients.
            new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!ChildProcess.ends(process, STOPS_WITHIN)) {
            process.destroyForcibly();
            ChildProcess.ends(process, STOPS_WITHIN);
        }
    }
}
