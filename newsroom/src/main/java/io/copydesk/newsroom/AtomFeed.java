package io.copydesk.newsroom;

import java.util.stream.Collectors;

/// Atom, with RFC 6721's `deleted-entry` for what is taken back.
final class AtomFeed {
    private AtomFeed() {}

    static String render(Blog blog) {
        var script = blog.script();
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="en">
                <id>tag:%s,2026:feed</id>
                <title>%s</title>
                <updated>%s</updated>
                <author><name>%s</name></author>
                <link rel="alternate" type="text/html" href="%s"/>
                %s%s</feed>
                """
                .formatted(script.id(), Markup.escaped(script.title()), blog.modified(),
                        Markup.escaped(script.publisher()), script.url(),
                        blog.retracted().stream().map(post -> tombstone(blog, post)).collect(Collectors.joining()),
                        blog.shown().stream().map(post -> entry(blog, post)).collect(Collectors.joining()));
    }

    private static String entry(Blog blog, Post post) {
        return """
                <entry>
                <id>%s</id>
                <title>%s</title>
                <link rel="alternate" type="text/html" href="%s"/>
                <published>%s</published>
                <updated>%s</updated>
                <author><name>%s</name></author>
                <content type="html">%s</content>
                </entry>
                """.formatted(id(blog, post), Markup.escaped(post.text().headline()),
                Markup.escaped(blog.permalink(post)), post.published(), post.modified(),
                Markup.escaped(post.author()), Markup.escaped(post.text().html()));
    }

    private static String tombstone(Blog blog, Post post) {
        return "<at:deleted-entry ref=\"%s\" when=\"%s\"/>%n".formatted(id(blog, post), post.modified());
    }

    private static String id(Blog blog, Post post) {
        return "tag:%s,2026:%s".formatted(blog.script().id(), post.key());
    }
}
