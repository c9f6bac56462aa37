package io.copydesk.command.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole pipeline on the samples.
class LaptopIT {
    private static final Path SAMPLES = Path.of("..", "samples");

    @TempDir
    Path folder;

    @Test
    void storesWhatTheSamplesSayAddsNothingTheSecondTimeAndTheSameInEveryRun() throws Exception {
        var first = run("data");

        // absences are observations too
        assertThat(rows(first.report())).isEqualTo(StreamSupport
                .stream(new JsonMapper().readTree(SAMPLES.resolve("expected.json").toFile()).path("sources")
                        .spliterator(), false)
                .map(source -> row(source, source.path("seen").asInt() + source.path("absences").asInt()))
                .sorted().toList());
        assertThat(run("data").stored()).isEqualTo(first.stored());
        assertThat(run("other-data").stored()).isEqualTo(first.stored());
    }

    private Once run(String data) throws Exception {
        return Once.run(folder.resolve(data), "--sources", SAMPLES.resolve("sources.yaml").toString());
    }

    private static List<String> rows(JsonNode report) {
        return StreamSupport.stream(report.path("sources").spliterator(), false)
                .map(source -> row(source, source.path("observations").asInt())
                        + (source.path("deadLetters").asInt() == 0 ? "" : " and dead letters"))
                .sorted().toList();
    }

    private static String row(JsonNode source, int observations) {
        return "%s: %d observations, %d entries, %d revisions, %d unchanged".formatted(source.path("source").asText(),
                observations, source.path("entries").asInt(), source.path("revisions").asInt(),
                source.path("unchanged").asInt());
    }
}
