package io.copydesk.command.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// One `up --once` that ends well, and its report.
record Once(JsonNode report) {

    static Once run(Path data, String... input) throws IOException {
        var report = Files.createTempFile("copydesk", ".json");
        var said = new StringWriter();
        var arguments = new ArrayList<>(List.of("--once", "--data", data.toString(), "--report", report.toString()));
        arguments.addAll(List.of(input));
        int code = new CommandLine(new Up()).setOut(new PrintWriter(said)).setErr(new PrintWriter(said))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(said.toString()).isZero();
        try {
            return new Once(new JsonMapper().readTree(report.toFile()));
        } finally {
            Files.delete(report);
        }
    }

    /// What is stored, without what this run read: counts of each source, and the hash over everything.
    List<String> stored() {
        var stored = new ArrayList<String>();
        report.path("sources").forEach(source -> stored.add(source.path("source").asText() + " "
                + source.path("entries").asInt() + " " + source.path("revisions").asInt()));
        stored.add(report.path("state").asText());
        return stored;
    }
}
