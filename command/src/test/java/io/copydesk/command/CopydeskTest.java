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
                first -> assertThat(first).contains("\"revision\":1,\"change\":\"NEW\"", "\"id\":\"Q3874799\"",
                        "\"text\":\"Kiev\",\"field\":\"headline\",\"start\":16,\"end\":20"),
                second -> assertThat(second).contains("\"label\":\"Odesa\"",
                        "\"story\":\"s-"));
    }

    @Test
    void printsALineForEachUpdateWhateverItChanges() {
        var corrected = "{\"source\": \"desk\", \"blog\": \"grain\", \"id\": \"2\", \"body\": \"It carries wheat.\"}\n";
        var gone = "{\"source\": \"desk\", \"blog\": \"grain\", \"id\": \"9\", \"retracted\": true}\n";
        assertThat(run("tag", write("updates.ndjson", UPDATES + UPDATES + corrected + gone))).isEqualTo(ExitCode.FINE);

        assertThat(out.toString().lines().map(line -> line.replaceAll(".*\"change\":\"(.*?)\".*", "$1")))
                .containsExactly("NEW", "NEW", "UNCHANGED", "UNCHANGED", "CORRECTED", "UNCHANGED");
        assertThat(out.toString().lines().map(line -> line.replaceAll(".*?\"id\":(.*?),.*", "$1")).distinct())
                .as("two entries, and one that never was").hasSize(3);
    }

    @Test
    void linksEntriesByTheirFinalStory() {
        assertThat(run("tag",
                write("updates.ndjson",
                        """
                                {"source": "a", "blog": "x", "id": "1", "publishedAt": "2026-03-01T10:00:00Z", "body": "A dam has burst above Northgate in Cumbria, and hundreds of people are leaving their homes."}
                                {"source": "b", "blog": "y", "id": "1", "publishedAt": "2026-03-01T10:05:00Z", "body": "A dam has burst above Northgate in Cumbria, and hundreds of people have left their homes."}
                                {"source": "b", "blog": "y", "id": "2", "publishedAt": "2026-03-01T10:09:00Z", "body": "Novak Djokovic has won the final in Melbourne in straight sets."}
                                """)))
                .isEqualTo(ExitCode.FINE);

        var lines = out.toString().lines().toList();
        var first = lines.getFirst().replaceAll("^.\"id\":\"(.*?)\".*", "$1");
        assertThat(lines.get(1)).contains("\"story\":\"s-" + first + "\",\"duplicateOf\":\"" + first + "\"");
        assertThat(lines.get(2)).doesNotContain("s-" + first).contains("\"duplicateOf\":null");
    }

    @Test
    void scoresALabelledSet() {
        var gold = """
                {"update": {"source": "a", "blog": "x", "id": "1", "publishedAt": "2026-03-01T10:00:00Z", "body": "Sirens sound over Kyiv, says Xanthippa Vole."}, "entities": [{"label": "Kyiv", "qid": "Q1899", "type": "PLACE", "field": "body", "start": 18, "end": 22}, {"label": "Moscow", "qid": "Q649", "type": "PLACE", "field": "body", "start": 0, "end": 6}], "topics": [], "story": "s1", "duplicateOf": null}
                {"capture": "gone.txt", "text": "00", "entities": [], "topics": [], "story": "s2", "duplicateOf": null}
                """;
        assertThat(run("evaluate", "--errors", write("gold.ndjson", gold))).as(err::toString).isEqualTo(ExitCode.FINE);

        assertThat(out.toString()).contains("1 entries; 1 more need the pages",
                "entities by label: missed: a/1: Moscow", "entities by label: wrong: a/1: Xanthippa Vole",
                "entities linked        precision 1.000  recall 0.500", "stories B-cubed        precision 1.000");
    }

    @Test
    void checksAGazetteer() {
        write("own.yaml", "version: \"1\"\nentities:\n- {label: Nobody}\n");
        assertThat(run("gazetteer", "check", folder.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("own.yaml: entity 1: no type for Nobody",
                "own.yaml: entity 1: no source for Nobody");

        write("own.yaml", "version: \"1\"\nentities:\n- {type: PERSON, label: Nobody Inparticular, source: desk}\n");
        assertThat(run("gazetteer", "check", folder.toString())).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("entities of type PERSON: ");
    }

    @Test
    void importsTheClassesAndLanguagesOfADumpThatAreAskedFor() throws IOException {
        var names = folder.resolve("names");
        Files.createDirectory(names);
        assertThat(run("gazetteer", "import",
                write("dump.json",
                        """
                                [
                                {"id":"Q1000001","labels":{"en":{"value":"Ada Brightwater"},"de":{"value":"Ada Hellwasser"}},"aliases":{"en":[{"value":"Mayor Brightwater"},{"value":"Ada"}]},"claims":{"P31":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}]},"sitelinks":{"a":1,"b":2}},
                                {"id":"Q1000002","labels":{"en":{"value":"Ada Brightwater"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}]},"sitelinks":{"a":1}},
                                {"id":"Q1899","labels":{"en":{"value":"Kyiv"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}]},"sitelinks":{"a":1,"b":2}},
                                {"id":"Q1000003","labels":{"en":{"value":"a class that nobody asked for"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q1"}}}}]},"sitelinks":{"a":1}},
                                {"id":"Q1000004","labels"
                                ]
                                """),
                "--class", "Q5=PERSON", "--language", "en", "--language", "de", "--sitelinks", "1", "--out",
                names.resolve("dump.yaml").toString())).as(err::toString).isEqualTo(ExitCode.FINE);

        assertThat(Files.readString(names.resolve("dump.yaml"))).contains(
                "\"qid\":\"Q1000001\",\"type\":\"PERSON\",\"label\":\"Ada Brightwater\"", "Ada Hellwasser")
                .doesNotContain("Q1000002", "Q1899", "Q1000003", "\"Ada\"");
        assertThat(out.toString()).contains("4 entities read, 1 lines unreadable, 1 written");
        assertThat(run("gazetteer", "check", names.toString())).as(out::toString).isEqualTo(ExitCode.FINE);
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
