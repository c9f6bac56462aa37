package io.copydesk.benchmarks;

import io.copydesk.enrich.story.StoriesBench;
import io.copydesk.enrich.tagging.TaggerBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The stages that can be measured.
public enum Benchmarks {
    TAGGER, STORIES, ENRICH;

    /// Measures the stages one after the other; takes minutes.
    public static void run(List<Benchmarks> stages, PrintWriter out) throws IOException {
        for (var stage : stages) {
            out.println(stage.name().toLowerCase(Locale.ROOT) + ": the median of " + Race.ROUNDS
                    + " rounds, interleaved (lowest to highest)");
            stage.run(out);
            out.flush();
        }
    }

    private void run(PrintWriter out) throws IOException {
        switch (this) {
            case TAGGER -> TaggerBench.run(out);
            case STORIES -> StoriesBench.run(out);
            case ENRICH -> {
                var folder = Files.createTempDirectory("copydesk-bench");
                try (var bench = new EnrichBench(folder)) {
                    bench.run(out);
                } finally {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
