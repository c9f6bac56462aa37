package io.copydesk.enrich;

import io.copydesk.enrich.tagging.GazetteerException;
import io.copydesk.enrich.tagging.Tagger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tagger of the hour. When the operator's gazetteer files change it is built anew, beside the one in use; while they
/// are broken the one in use stays.
final class CurrentTagger implements Supplier<Tagger>, AutoCloseable {
    static final Duration LOOKS_EVERY = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(CurrentTagger.class);

    /// Size and time of change of a file.
    private record Seen(long size, FileTime changed) {}

    private final Optional<Path> folder;
    private final Counter refused;
    private final ScheduledExecutorService looks = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("gazetteer").factory());
    private Map<Path, Seen> seen = Map.of();
    private volatile Tagger tagger;

    /// @throws GazetteerException when the files are broken at the start
    CurrentTagger(Optional<Path> folder, MeterRegistry meters) {
        this.folder = folder;
        this.refused = meters.counter("copydesk.enrich.gazetteer.refused");
        folder.ifPresent(files -> seen = files(files));
        tagger = build();
    }

    void start() {
        if (folder.isPresent()) {
            var unused = looks.scheduleWithFixedDelay(this::look, LOOKS_EVERY.toMillis(), LOOKS_EVERY.toMillis(),
                    TimeUnit.MILLISECONDS); // ends with the executor; look() throws nothing
        }
    }

    @Override
    public Tagger get() {
        return tagger;
    }

    /// Takes the files as they are now, if they are others than before.
    void look() {
        try {
            var now = files(folder.orElseThrow());
            if (!now.equals(seen)) {
                seen = now;
                tagger = build();
                log.atInfo().addKeyValue("gazetteer", tagger.gazetteerVersion()).log("the gazetteer is read again");
            }
        } catch (GazetteerException e) {
            refused.increment();
            log.atError().addKeyValue("problems", e.problems())
                    .log("the gazetteer's new files are broken; the names of before stay");
        } catch (RuntimeException e) {
            refused.increment();
            seen = Map.of(); // a file that is being written may be whole at the next look
            log.atError().setCause(e).log("the gazetteer's files cannot be read; the names of before stay");
        }
    }

    private Tagger build() {
        return folder.map(Tagger::withNamesOf).orElseGet(Tagger::builtIn);
    }

    private static Map<Path, Seen> files(Path folder) {
        try (var files = Files.list(folder)) {
            var seen = new TreeMap<Path, Seen>();
            for (var file : files.toList()) {
                seen.put(file, new Seen(Files.size(file), Files.getLastModifiedTime(file)));
            }
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
