package io.copydesk.newsroom;

import java.util.stream.Collectors;

/// An AMP page with an `amp-live-list`, which has a sign for what is taken back: `data-tombstone`.
final class AmpPage {
    private AmpPage() {}

    static String render(Blog blog) {
        var script = blog.script();
        return """
                <!DOCTYPE html>
                <html amp lang="en">
                <head>
                <meta charset="utf-8">
                <title>%s | %s</title>
                <link rel="canonical" href="%s">
                <script async custom-element="amp-live-list" src="https://cdn.ampproject.org/v0/amp-live-list-0.1.js"></script>
                </head>
                <body>
                <h1>%s</h1>
                <amp-live-list id="live" data-poll-interval="15000" data-max-items-per-page="50">
                <button update on="tap:live.update">New updates</button>
                <div items>
                %s</div>
                </amp-live-list>
                </body>
                </html>
                """
                .formatted(Markup.escaped(script.title()), Markup.escaped(script.publisher()), script.url(),
                        Markup.escaped(script.title()),
                        blog.posts().stream().map(AmpPage::item).collect(Collectors.joining()));
    }

    private static String item(Post post) {
        var times = "data-sort-time=\"%d\" data-update-time=\"%d\"".formatted(post.published().getEpochSecond(),
                post.modified().getEpochSecond());
        return post.retracted()
                ? "<div id=\"%s\" %s data-tombstone></div>%n".formatted(post.key(), times)
                : """
                        <div id="%s" %s>
                        <h2>%s</h2>
                        %s
                        </div>
                        """.formatted(post.key(), times, Markup.escaped(post.text().headline()), post.text().html());
    }
}
