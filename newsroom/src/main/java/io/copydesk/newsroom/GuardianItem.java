package io.copydesk.newsroom;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One item of the Guardian Content API with its blocks. What is pinned or a key event stands in `body` and once more
/// among the requested blocks.
final class GuardianItem {
    private GuardianItem() {}

    static String render(Blog blog) {
        var script = blog.script();
        var document = Json.object();
        var response = document.putObject("response").put("status", "ok").put("userTier", "developer").put("total", 1);
        var content = response.putObject("content").put("id", script.path().substring(1)).put("type", "liveblog")
                .put("webTitle", script.title()).put("webUrl", script.url());
        content.putObject("fields").put("headline", script.title()).put("liveBloggingNow", "true");
        var tags = content.putArray("tags");
        blog.shown().stream().map(Post::author).distinct()
                .forEach(author -> tags.addObject().put("id", profile(author)).put("type", "contributor")
                        .put("webTitle", author));
        var blocks = content.putObject("blocks");
        blocks.set("main", main(blog));
        var body = blocks.putArray("body");
        blog.shown().forEach(post -> body.add(block(post)));
        blocks.put("totalBodyBlocks", blog.shown().size());
        var requested = blocks.putObject("requestedBodyBlocks");
        var key = requested.putArray("body:key-events");
        blog.shown().stream().filter(Post::keyEvent).forEach(post -> key.add(block(post)));
        var pinned = requested.putArray("body:pinned");
        blog.shown().stream().filter(Post::pinned).forEach(post -> pinned.add(block(post)));
        return Json.text(document);
    }

    /// The picture above the blog: no update of it.
    private static ObjectNode main(Blog blog) {
        var main = Json.object().put("id", "5f0000000000000000000000")
                .put("bodyHtml",
                        "<figure class=\"element element-image\"><img src=\"https://media.%s/main.jpg\"></figure>"
                                .formatted(blog.script().url().split("/", -1)[2]))
                .put("bodyTextSummary", "").put("published", true);
        main.putObject("attributes");
        return main;
    }

    private static ObjectNode block(Post post) {
        var block = Json.object().put("id", "5f%022x".formatted(post.number())).put("bodyHtml", post.text().html())
                .put("bodyTextSummary", post.text().body()).put("title", post.text().headline());
        var attributes = block.putObject("attributes");
        if (post.keyEvent()) {
            attributes.put("keyEvent", true).put("title", post.text().headline());
        }
        if (post.pinned()) {
            attributes.put("pinned", true);
        }
        block.put("published", true).put("createdDate", post.published().toString())
                .put("firstPublishedDate", post.published().toString())
                .put("publishedDate", post.modified().toString())
                .put("lastModifiedDate", post.modified().toString());
        block.putArray("contributors").add(profile(post.author()));
        return block;
    }

    private static String profile(String author) {
        return "profile/" + author.toLowerCase(java.util.Locale.ROOT).replace(" ", "");
    }
}
