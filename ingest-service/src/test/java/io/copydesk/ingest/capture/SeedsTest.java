package io.copydesk.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Content;
import io.copydesk.ingest.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The five real captures, entry by entry, against what a person read in them (`seeds/README.md`). The captures are
/// their publishers' and stand beside the repository, or where the property `copydesk.seeds` says.
class SeedsTest {
    @ParameterizedTest
    @ValueSource(strings = {"dw-live-blog", "independent-live-blog", "rt-live-stream", "aawsat-articles",
            "kyiv-independent-article"})
    void readsWhatAPersonReads(String seed) throws IOException, UnreadableException {
        Optional<Path> seeds = seeds();
        assumeTrue(seeds.isPresent(), "no ../shared/seeds beside the repository: the real captures are not checked");

        List<Observation> entries = Captures.read(Captures.SOURCE, seed,
                Files.readAllBytes(seeds.orElseThrow().resolve(seed + ".txt")));

        assertThat(entries.stream().map(SeedsTest::row).toList()).isEqualTo(expected(seed));
    }

    private static Optional<Path> seeds() {
        String named = System.getProperty("copydesk.seeds");
        Stream<Path> above = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent);
        return (named == null ? above.map(folder -> folder.resolve("shared/seeds")) : Stream.of(Path.of(named)))
                .filter(Files::isDirectory).findFirst();
    }

    private static List<String> expected(String seed) throws IOException {
        try (InputStream in = SeedsTest.class.getResourceAsStream("/seeds/" + seed + ".tsv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static String row(Observation entry) {
        String body = entry.getBody();
        String day = entry.getPublished()
                .map(time -> time.getInstant().orElseThrow().atOffset(ZoneOffset.UTC).toLocalDate().toString())
                .orElse("-");
        return String.join("\t", Integer.toString(entry.getPosition()), entry.getRole().name(),
                hash(body.substring(0, Math.min(40, body.length()))), Integer.toString(body.length()),
                entry.getHeadline().isEmpty() ? "-" : hash(entry.getHeadline()), day,
                entry.getPermalink().orElse("-"));
    }

    private static String hash(String text) {
        return Content.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
