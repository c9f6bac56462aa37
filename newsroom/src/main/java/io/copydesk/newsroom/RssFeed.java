package io.copydesk.newsroom;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/// RSS 2.0. The guid is no address and stays; the link may move. It has no sign for what is taken back.
final class RssFeed {
    private RssFeed() {}

    static String render(Blog blog) {
        var script = blog.script();
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
                <channel>
                <title>%s</title>
                <link>%s</link>
                <description>%s</description>
                <language>en</language>
                <lastBuildDate>%s</lastBuildDate>
                %s</channel>
                </rss>
                """
                .formatted(Markup.escaped(script.title()), script.url(), Markup.escaped(script.publisher()),
                        date(blog.modified()),
                        blog.shown().stream().map(post -> item(blog, post)).collect(Collectors.joining()));
    }

    private static String item(Blog blog, Post post) {
        var item = """
                <item>
                <title>%s</title>
                <link>%s</link>
                <guid isPermaLink="false">%s-%d</guid>
                <pubDate>%s</pubDate>
                <dc:creator>%s</dc:creator>
                <description>%s</description>
                <content:encoded><![CDATA[%s]]></content:encoded>
                </item>
                """.formatted(Markup.escaped(post.text().headline()), Markup.escaped(blog.permalink(post)),
                blog.script().id(), post.number(), date(post.published()), Markup.escaped(post.author()),
                Markup.escaped(post.text().paragraphs().getFirst()), post.text().html());
        return post.repeated() ? item + item : item;
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
