package io.copydesk.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copydesk.contracts.SourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    private final Path folder;

    SourcesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("sources.yaml"), yaml);
    }

    private List<String> problems(String yaml) throws IOException {
        var file = file(yaml);
        return catchThrowableOfType(InvalidSourcesException.class, () -> Sources.read(file)).problems();
    }

    @Test
    void readsSeveralFilesAsOneAndNamesWhatTwoOfThemHave() throws Exception {
        var page = """
                sources:
                  - id: %s
                    kind: page
                    url: https://tidewater.example/live
                """;
        var one = Files.writeString(folder.resolve("one.yaml"), page.formatted("tidewater"));
        var two = Files.writeString(folder.resolve("two.yaml"), page.formatted("halyard"));
        var again = Files.writeString(folder.resolve("again.yaml"), page.formatted("tidewater"));

        assertThat(Sources.readAll(List.of(one, two))).extracting(SourceDefinition::getId)
                .containsExactly("tidewater", "halyard");
        assertThat(catchThrowableOfType(InvalidSourcesException.class, () -> Sources.readAll(List.of(one, two, again)))
                .problems()).containsExactly("again.yaml: an earlier file has a source 'tidewater', too");
    }

    @Test
    void readsPagesAndCaptures() throws Exception {
        var sources = Sources.read(file("""
                sources:
                  - id: tidewater
                    kind: page
                    url: https://tidewater.example/live/regatta?key=${desk}
                    every: 2m
                    zone: Europe/Oslo
                    complete: true
                    allow: [10.0.0.0/8, "fd12::/48"]
                    selectors:
                      entry: article.update
                  - id: saved
                    kind: capture
                    path: looks/regatta
                    blog: regatta
                    every: 0s
                """));

        assertThat(sources).containsExactly(
                SourceDefinition.newBuilder().setId("tidewater").setKind("page")
                        .setUrl("https://tidewater.example/live/regatta?key=${desk}").setEverySeconds(120)
                        .setZone("Europe/Oslo")
                        .setComplete(true).setAllowNetworks(List.of("10.0.0.0/8", "fd12::/48"))
                        .setSelectors(Map.of("entry", "article.update")).build(),
                SourceDefinition.newBuilder().setId("saved").setKind("capture").setBlog("regatta")
                        .setPath(folder.toAbsolutePath().resolve("looks/regatta").toString()).setEverySeconds(0)
                        .build());
    }

    @Test
    void namesEveryMistakeWithItsLine() throws IOException {
        assertThat(problems("""
                sources:
                  - id: a b
                    kind: page
                    every: often
                    colour: red
                  - kind: gopher
                    zone: Mars/Phobos
                  - id: saved
                    kind: capture
                    complete: maybe
                  - id: saved
                    kind: page
                    url: ftp://tidewater.example
                    every: 0
                    allow: 10.0.0.0/8
                  - id: inside
                    kind: page
                    url: https://desk.example/live
                    allow:
                      - 10.0.0.0/33
                """)).containsExactlyInAnyOrder(
                "sources.yaml:5: source 'a b': unknown 'colour'; known are allow, blog, complete, every, id, kind, path, selectors, url, zone",
                "sources.yaml:2: source 'a b': id: must be letters, digits, '.', '_' and '-', at most 100",
                "sources.yaml:2: source 'a b': url: is missing; it is polled there",
                "sources.yaml:4: source 'a b': every: 'often' is no duration; 60s, 5m, 1h",
                "sources.yaml:6: source: id: is missing",
                "sources.yaml:6: source: kind: 'gopher' is unknown; one of page, feed, guardian, wordpress-liveblog, superdesk, capture",
                "sources.yaml:7: source: zone: 'Mars/Phobos' is no IANA time zone, such as Europe/London",
                "sources.yaml:8: source 'saved': path: is missing; the file or folder of saved looks",
                "sources.yaml:10: source 'saved': complete: must be true or false",
                "sources.yaml:13: source 'saved': url: 'ftp://tidewater.example' is no http or https address",
                "sources.yaml:14: source 'saved': every: must be at least 1s; 0s is for saved captures",
                "sources.yaml:15: source 'saved': allow: must be a list",
                "sources.yaml:20: source 'inside': allow: '10.0.0.0/33' has a prefix of more than 32 bits",
                "sources.yaml:11: id: 'saved' is the source of line 8 already");
    }

    @Test
    void namesEveryMistakeOfTheSelectors() throws IOException {
        assertThat(problems("""
                sources:
                  - id: tidewater
                    kind: page
                    url: https://tidewater.example/live
                    selectors:
                      headline: h2
                      colour: b
                      body: "p["
                      published: [time]
                """)).containsExactly(
                "sources.yaml:7: source 'tidewater': selectors: unknown 'colour'; known are entry, id, link, headline, body, published, modified, author, media, pinned, keyEvent, ended, next",
                "sources.yaml:8: source 'tidewater': selectors: body: 'p[' is no CSS selector: Did not find balanced marker at ''",
                "sources.yaml:9: source 'tidewater': selectors: published: must have 1 to 1000 characters",
                "sources.yaml:6: source 'tidewater': selectors: entry: is missing; what each update is within");
    }

    @Test
    void saysWhereAFileIsNoYaml() throws IOException {
        assertThat(problems("sources:\n  - id: [")).singleElement().asString()
                .startsWith("sources.yaml:2: is not YAML");
        assertThat(problems("")).containsExactly("sources.yaml:1: must hold a list under 'sources'");
        assertThat(problems("feeds: []")).contains("sources.yaml:1: must hold a list under 'sources'");
    }
}
