package io.copydesk.command.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The whole pipeline on the samples.
class LaptopIT {
    @TempDir
    Path folder;

    @Test
    void storesAllInputAndAddsNothingTheSecondTime() throws Exception {
        var first = run("data", "first.json");
        assertThat(first).contains("\"observations\"", "\"state\"");
        var second = run("data", "second.json");
        assertThat(state(second)).isEqualTo(state(first));
        assertThat(state(run("other-data", "other.json"))).isEqualTo(state(first));
    }

    private String run(String data, String report) throws Exception {
        var said = new StringWriter();
        int code = new CommandLine(new Up()).setOut(new PrintWriter(said)).setErr(new PrintWriter(said)).execute(
                "--once",
                "--sources", Path.of("..", "samples", "sources.yaml").toString(), "--data",
                folder.resolve(data).toString(), "--report", folder.resolve(report).toString());
        assertThat(code).as(said.toString()).isZero();
        return Files.readString(folder.resolve(report));
    }

    /// Counts of what is stored, and the hash over it.
    private static String state(String report) {
        return report.lines().filter(line -> line.contains("entries") || line.contains("revisions")
                || line.contains("state")).reduce("", String::concat);
    }
}
