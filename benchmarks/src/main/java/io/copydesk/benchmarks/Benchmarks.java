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
import java.util.function.Function;

/// The stages that can be measured.
public enum Benchmarks {
    TAGGER, STORIES, ENRICH, SINK, SEARCH, DASHBOARD;

    /// Measures the stages one after the other; takes minutes.
    public static void run(List<Benchmarks> stages, PrintWriter out) throws IOException {
        for (var stage : stages) {
            out.println(stage.name().toLowerCase(Locale.ROOT) + ": " + stage.measured());
            stage.run(out);
            out.flush();
        }
    }

    private String measured() {
        return this == DASHBOARD
                ? "how long it takes, side by side"
                : "the median of " + Race.ROUNDS + " rounds, interleaved (lowest to highest)";
    }

    private void run(PrintWriter out) throws IOException {
        switch (this) {
            case TAGGER -> TaggerBench.run(out);
            case STORIES -> StoriesBench.run(out);
            case ENRICH -> inFolder(EnrichBench::new, out);
            case SINK -> inFolder(SinkBench::new, out);
            case SEARCH -> inFolder(SearchBench::new, out);
            case DASHBOARD -> inFolder(DashboardBench::new, out);
        }
    }

    /// A stage with neighbours of its own, which keep their data in a folder.
    interface Stage extends AutoCloseable {
        void run(PrintWriter out);

        @Override
        void close();
    }

    private static void inFolder(Function<Path, Stage> stage, PrintWriter out) throws IOException {
        var folder = Files.createTempDirectory("copydesk-bench");
        try (var started = stage.apply(folder)) {
            started.run(out);
        } finally {
            delete(folder);
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
