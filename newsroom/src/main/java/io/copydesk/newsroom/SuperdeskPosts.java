package io.copydesk.newsroom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/// Superdesk Live Blog's posts: each paragraph is an item of its own, what is deleted stays `open`, and among the posts
/// stand a draft and a reader's comment that are no updates. Posts have no headline.
final class SuperdeskPosts {
    private static final String BLOG = "62d000000000000000000b10";

    private SuperdeskPosts() {}

    static String render(Blog blog) {
        var document = Json.object();
        var items = document.putArray("_items");
        for (var post : blog.posts()) {
            items.add(post(post.number(), "open", post, post.text().paragraphs()));
        }
        if (!blog.posts().isEmpty()) {
            var oldest = blog.posts().getLast();
            items.add(post(900, "submitted", oldest, List.of("A draft that the desk has not let through.")));
            items.add(post(901, "comment", oldest, List.of("A reader says hello from the quay.")));
        }
        document.putObject("_meta").put("total", items.size()).put("page", 1).put("max_results", 100);
        return Json.text(document);
    }

    private static ObjectNode post(int number, String status, Post post, List<String> paragraphs) {
        var id = "62d0%020x".formatted(number);
        var rendered = Json.object().put("_id", id).put("_created", time(post.published()))
                .put("_updated", time(post.modified())).put("blog", BLOG).put("particular_type", "post")
                .put("type", "composite").put("post_status", status).put("deleted", post.retracted())
                .put("sticky", post.pinned()).put("lb_highlight", post.keyEvent()).put("order", number + 0.5)
                .put("published_date", time(post.published())).put("content_updated_date", time(post.modified()));
        rendered.putObject("original_creator").put("display_name", post.author());
        var groups = rendered.putArray("groups");
        groups.addObject().put("id", "root").put("role", "grpRole:NEP").putArray("refs").addObject()
                .put("idRef", "main");
        var refs = groups.addObject().put("id", "main").put("role", "grpRole:Main").putArray("refs");
        for (int i = 0; i < paragraphs.size(); i++) {
            var itemId = "urn:newsml:lb:" + id + ":" + i;
            var item = refs.addObject().put("residRef", itemId).put("type", "text").putObject("item")
                    .put("_id", itemId).put("item_type", "text")
                    .put("text", "<p>" + Markup.escaped(paragraphs.get(i)) + "</p>");
            item.putObject("meta");
        }
        return rendered;
    }

    private static String time(Instant instant) {
        return instant.toString().replace("Z", "+00:00");
    }
}
