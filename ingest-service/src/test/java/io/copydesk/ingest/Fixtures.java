package io.copydesk.ingest;

import io.copydesk.contracts.SourceDefinition;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pages of a publisher that does not exist.
public final class Fixtures {
    public static final String URL = "https://tidewater.example/live/regatta";
    public static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    private Fixtures() {}

    /// One update as the page tells it.
    public record Post(String id, String headline, String body, String published) {
        String json() {
            return """
                    {"@type": "BlogPosting", "@id": "%s", "url": "%s#%s", "headline": "%s", "articleBody": "%s",
                     "datePublished": "%s", "author": {"@type": "Person", "name": "Ola Brine"}}"""
                    .formatted(id, URL, id, headline, body, published);
        }
    }

    public static Post post(int minute, String body) {
        return new Post("post-" + minute, "Minute " + minute, body, "2025-06-01T11:%02d:00Z".formatted(minute));
    }

    /// The page's bytes, its posts in this order.
    public static byte[] page(List<Post> posts) {
        var updates = String.join(",\n", posts.stream().map(Post::json).toList());
        return page("""
                {"@context": "https://schema.org", "@type": "LiveBlogPosting", "url": "%s", "headline": "Regatta",
                 "inLanguage": "en", "liveBlogUpdate": [%s]}""".formatted(URL, updates));
    }

    /// A page with these JSON-LD blocks.
    public static byte[] page(String... blocks) {
        var scripts = new StringBuilder();
        for (var block : blocks) {
            scripts.append("<script type=\"application/ld+json\">").append(block).append("</script>\n");
        }
        return """
                <!DOCTYPE html><html><head><meta charset="utf-8"><link rel="canonical" href="%s">
                %s</head><body><p>Regatta</p></body></html>""".formatted(URL, scripts)
                .getBytes(StandardCharsets.UTF_8);
    }

    public static SourceDefinition.Builder source() {
        return SourceDefinition.newBuilder().setId("tidewater").setKind("page").setUrl(URL);
    }

    public static Document document(byte[] bytes) {
        return new Document("regatta.html", bytes, null, URI.create(URL), 7, NOON);
    }

    public static Document document(byte[] bytes, @Nullable String contentType) {
        return new Document("regatta.html", bytes, contentType, URI.create(URL), 7, NOON);
    }
}
