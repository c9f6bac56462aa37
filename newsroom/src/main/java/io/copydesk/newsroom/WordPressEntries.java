package io.copydesk.newsroom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the WordPress plugin Liveblog answers: a log of `new`, `update` and `delete`, in which an update repeats the id
/// of the entry that it replaces. Entries have no headline.
final class WordPressEntries {
    private static final int FIRST_ID = 4_100;

    private WordPressEntries() {}

    static String render(Blog blog) {
        var log = new ArrayList<Line>();
        blog.posts().forEach(post -> log.addAll(lines(blog, post)));
        log.sort(Comparator.comparing(Line::at).reversed());
        var document = Json.object();
        var entries = document.putArray("entries");
        log.forEach(line -> entries.add(line.entry()));
        return Json.text(document.put("latest_timestamp", blog.modified().getEpochSecond()).put("refresh_interval", 10)
                .put("pages", 1));
    }

    private record Line(Instant at, ObjectNode entry) {}

    private static List<Line> lines(Blog blog, Post post) {
        var published = new Line(post.published(), entry(blog, post, "new", post.first(), post.published()));
        if (post.retracted()) {
            return List.of(new Line(post.modified(), entry(blog, post, "delete", new Text("", ""), post.modified())));
        }
        return post.edited()
                ? List.of(published,
                        new Line(post.modified(), entry(blog, post, "update", post.text(), post.modified())))
                : List.of(published);
    }

    private static ObjectNode entry(Blog blog, Post post, String type, Text text, Instant at) {
        int id = FIRST_ID + post.number();
        var entry = Json.object().put("id", Integer.toString(id)).put("type", type).put("render", text.html())
                .put("content", text.body()).put("css_classes", "liveblog-entry").put("timestamp", at.getEpochSecond());
        entry.putArray("authors").addObject().put("id", 1).put("key", "desk").put("name", post.author());
        return entry.put("entry_time", Long.toString(post.published().getEpochSecond())).put("share_link",
                blog.script().url() + "#" + id);
    }
}
