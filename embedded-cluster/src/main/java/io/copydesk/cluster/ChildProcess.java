package io.copydesk.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process as a file remembers it: its id and when it started, because ids are given out again.
record ChildProcess(long pid, Instant started) {
    /// Linux derives the start from the time of boot, which is known to the second only and moves when the clock is set.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static ChildProcess of(ProcessHandle process) {
        return new ChildProcess(process.pid(), process.info().startInstant().orElseGet(Instant::now));
    }

    void write(Path file) {
        try {
            Files.writeString(file, pid + " " + started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<ChildProcess> read(Path file) {
        try {
            var fields = Files.readString(file).strip().split(" ", -1);
            return Optional.of(new ChildProcess(Long.parseLong(fields[0]), Instant.parse(fields[1])));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            return Optional.empty(); // cut short by a crash: then nothing was started for long either
        }
    }

    /// This very process if it still runs; another one that has got its id since is not it.
    Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().startInstant()
                        .map(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(false));
    }

    /// Whether it ended in time.
    static boolean ends(ProcessHandle process, Duration within) {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
