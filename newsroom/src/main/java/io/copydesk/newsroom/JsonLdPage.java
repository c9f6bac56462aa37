package io.copydesk.newsroom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.List;

/// schema.org LiveBlogPosting in JSON-LD. Published times carry an offset, modified ones are UTC, bodies are HTML.
final class JsonLdPage {
    private static final ZoneOffset DESK = ZoneOffset.ofHours(1);

    private JsonLdPage() {}

    static String render(Blog blog) {
        var repeated = blog.shown().stream().filter(Post::repeated).toList();
        var script = blog.script();
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>%s | %s</title>
                <link rel="canonical" href="%s">
                %s%s</head>
                <body><h1>%s</h1></body>
                </html>
                """.formatted(Markup.escaped(script.title()), Markup.escaped(script.publisher()), script.url(),
                block(blog, blog.shown()), repeated.isEmpty() ? "" : block(blog, repeated),
                Markup.escaped(script.title()));
    }

    private static String block(Blog blog, List<Post> posts) {
        var script = blog.script();
        var posting = Json.object().put("@context", "https://schema.org").put("@type", "LiveBlogPosting")
                .put("@id", script.url()).put("url", script.url()).put("headline", script.title())
                .put("inLanguage", "en").put("dateModified", blog.modified().toString());
        posting.putObject("publisher").put("@type", "NewsMediaOrganization").put("name", script.publisher());
        var updates = posting.putArray("liveBlogUpdate");
        posts.forEach(post -> updates.add(update(blog, post)));
        return "<script type=\"application/ld+json\">\n" + Json.text(posting).replace("</", "<\\/") + "\n</script>\n";
    }

    private static ObjectNode update(Blog blog, Post post) {
        var update = Json.object().put("@type", "BlogPosting")
                .put("@id", "urn:" + blog.script().id() + ":" + post.key())
                .put("url", blog.permalink(post)).put("headline", post.text().headline())
                .put("articleBody", post.text().html())
                .put("datePublished", post.published().atOffset(DESK).toString())
                .put("dateModified", post.modified().toString());
        update.putObject("author").put("@type", "Person").put("name", post.author());
        return update;
    }
}
