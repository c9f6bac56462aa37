package io.copydesk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopydeskTest {
    private static final String UPDATES = """
            {"source": "desk", "blog": "grain", "id": "1", "headline": "Zelensky visits Kiev", "body": "He arrived."}
            {"source": "desk", "blog": "grain", "id": "2", "headline": "A ship leaves Odesa", "body": "It carries corn."}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void namesEveryMissingVariableWhenNoClusterIsSet() {
        assertThat(run("sources", "check", write("sources.yaml", "sources: []\n"))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("COPYDESK_KAFKA_BOOTSTRAP_SERVERS is required", "COPYDESK_REGISTRY_URL");
    }

    @Test
    void refusesAnActionThatItDoesNotKnow() {
        assertThat(run("topics", "destroy")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("destroy");
    }

    @Test
    void refusesAReportWithoutOnce() {
        assertThat(run("up", "--report", folder.resolve("report.json").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--report needs --once");
    }

    @Test
    void refusesCapturesThatAreNoFolder() {
        assertThat(run("up", "--captures", folder.resolve("none").toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void endsWithThreeWhenACaptureIsOfAnUnknownLayout() {
        assertThat(run("extract", write("note.txt", "Nothing that any publisher would print.\n")))
                .isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(err.toString()).contains("note.txt: is of no known layout");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void endsWithThreeWhenTheOnlyCaptureIsOfAnUnknownLayout() {
        write("note.txt", "Nothing that any publisher would print.\n");
        write("readme.md", "Not a capture.\n");
        assertThat(run("up", "--once", "--captures", folder.toString(), "--data", folder.resolve("data").toString()))
                .isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(err.toString()).contains("skipped readme.md", "cannot read note.txt: is of no known layout");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void refusesToExtractWithoutAFile() {
        assertThat(run("extract")).isEqualTo(ExitCode.USAGE);
        assertThat(run("extract", folder.resolve("none.txt").toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void extractsTheOthersWhenAFileIsMissing() {
        var feed = write("feed.xml", "<rss><channel><item><guid>1</guid><title>Off</title></item></channel></rss>");
        var none = folder.resolve("none.xml").toString();
        assertThat(run("extract", none, feed)).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(err.toString()).isEqualToIgnoringNewLines(none + ": is no file");
        assertThat(out.toString().lines()).singleElement().asString().contains("\"headline\":\"Off\"",
                "\"kind\":\"feed\"");
    }

    @Test
    void extractsAPage() {
        var page = write("page.html",
                """
                        <html><script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
                        "url": "https://desk.example/a", "headline": "A ship leaves", "articleBody": "It carries corn."}</script></html>
                        """);
        assertThat(run("extract", "--kind", "page", page)).isEqualTo(ExitCode.FINE);
        assertThat(out.toString().lines()).singleElement().asString()
                .contains("\"headline\":\"A ship leaves\"", "\"source\":\"page\"", "\"kind\":\"page\"",
                        "\"identity\":\"permalink\"")
                .doesNotContain("null");
    }

    @Test
    void tagsUpdatesInTheirOrder() {
        assertThat(run("tag", write("updates.ndjson", UPDATES))).as(err::toString).isEqualTo(ExitCode.FINE);
        assertThat(out.toString().lines().toList()).satisfiesExactly(
                first -> assertThat(first).contains("Zelensky visits Kiev", "\"revision\":1", "\"entities\":[{"),
                second -> assertThat(second).contains("A ship leaves Odesa", "\"revision\":1"));
    }

    @Test
    void namesEveryWrongUpdateAndTagsNothing() {
        assertThat(run("tag", write("updates.ndjson", UPDATES + "{\"blog\": 1}\nno json\n")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("line 3: blog: ", "line 4: is no JSON");
    }

    private int run(String... arguments) {
        return Copydesk.commandLine(Map.of()).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
