package io.copydesk.ingest.feed;

import io.copydesk.contracts.Media;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Fixtures;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Feeds of publishers that do not exist, and what is expected of each beside it.
final class FeedFixtures {
    static final String URL = "https://tidewater.example/feeds/all.xml";
    private static final Path FOLDER = Path.of("src/test/resources/feeds");

    private FeedFixtures() {}

    static Stream<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".tsv")).sorted()
                    .toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> expected(String name) throws IOException {
        return Files.readAllLines(FOLDER.resolve(name + ".tsv"));
    }

    static Look look(byte[] bytes) throws UnreadableException {
        return look(bytes, null);
    }

    static Look look(byte[] bytes, @Nullable String contentType) throws UnreadableException {
        return look(source().build(), bytes, contentType);
    }

    static Look look(SourceDefinition source, byte[] bytes, @Nullable String contentType) throws UnreadableException {
        return new FeedParser().parse(source, document(bytes, contentType));
    }

    static Look look(String feed) throws UnreadableException {
        return look(feed.getBytes(StandardCharsets.UTF_8));
    }

    static SourceDefinition.Builder source() {
        return SourceDefinition.newBuilder().setId("tidewater").setKind("feed").setUrl(URL);
    }

    static Document document(byte[] bytes, @Nullable String contentType) {
        return new Document("feed.xml", bytes, contentType, URI.create(URL), 7, Fixtures.NOON);
    }

    /// The columns of the expected files.
    static String row(Observation entry) {
        return Stream.of(entry.getSignal().name(), or(entry.getNativeId()), or(entry.getPermalink()), entry.getBlog(),
                entry.getHeadline(), entry.getBody().replace("\n", "\\n"), String.join("|", entry.getAuthors()),
                time(entry.getPublished()), time(entry.getModified()), or(entry.getLanguage()),
                entry.getMedia().stream().map(FeedFixtures::media).collect(Collectors.joining("|")))
                .map(value -> value.isEmpty() ? "-" : value).collect(Collectors.joining("\t"));
    }

    private static String or(Optional<String> value) {
        return value.orElse("-");
    }

    private static String time(Optional<Time> time) {
        return time.map(it -> it.getInstant().map(Object::toString).orElse(it.getText())).orElse("-");
    }

    private static String media(Media media) {
        return media.getType() + " " + media.getUrl() + (media.getCaption().isEmpty() ? "" : " " + media.getCaption());
    }
}
