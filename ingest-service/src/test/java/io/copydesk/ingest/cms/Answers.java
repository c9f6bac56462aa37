package io.copydesk.ingest.cms;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Answers of publishers that do not exist, in `cms/`.
final class Answers {
    static final List<String> GUARDIAN = List.of("guardian-live", "guardian-search");
    static final List<String> WORDPRESS = List.of("wordpress-between", "wordpress-page");
    static final List<String> SUPERDESK = List.of("superdesk-posts", "superdesk-v2");

    private Answers() {}

    static String text(String file) {
        try (var in = Objects.requireNonNull(Answers.class.getResourceAsStream("/cms/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document document(String json) {
        return new Document("answer.json", json.getBytes(StandardCharsets.UTF_8), "application/json",
                URI.create("https://api.example/answer"), 7, Instant.parse("2025-06-01T12:00:00Z"));
    }

    static Look look(Parser parser, String json) throws UnreadableException {
        return parser.parse(SourceDefinition.newBuilder().setId("saltmere").setKind(parser.name()).setComplete(true)
                .build(), document(json));
    }

    /// What the look says, one entry after the other, to compare with a file.
    static String transcript(Look look) {
        var told = new StringBuilder("complete ").append(look.complete()).append(", ended ").append(look.ended())
                .append('\n');
        look.entries().forEach(entry -> tell(entry, told));
        return told.toString();
    }

    private static void tell(Observation entry, StringBuilder told) {
        told.append('\n').append(entry.getPosition()).append(' ').append(entry.getNativeId().orElse("-")).append(' ')
                .append(entry.getRole()).append(' ').append(entry.getSignal())
                .append(entry.getPinned() ? " pinned" : "").append(entry.getKeyEvent() ? " keyEvent" : "").append('\n');
        line("blog", entry.getBlog(), told);
        line("permalink", entry.getPermalink().orElse(""), told);
        line("url", entry.getUrl().orElse(""), told);
        line("language", entry.getLanguage().orElse(""), told);
        line("published", time(entry.getPublished()), told);
        line("modified", time(entry.getModified()), told);
        line("authors", String.join(" + ", entry.getAuthors()), told);
        line("headline", entry.getHeadline(), told);
        line("body", entry.getBody().replace("\n", "|"), told);
        entry.getMedia()
                .forEach(media -> line("media", media.getType() + " " + media.getUrl() + " " + media.getCaption(),
                        told));
    }

    private static String time(Optional<Time> time) {
        return time.map(claim -> claim.getInstant().map(Instant::toString).orElse("?") + " " + claim.getText())
                .orElse("");
    }

    private static void line(String name, String value, StringBuilder told) {
        if (!value.isEmpty()) {
            told.append("  ").append(name).append(' ').append(value).append('\n');
        }
    }
}
