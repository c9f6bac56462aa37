package io.copydesk.newsroom;

import java.util.stream.Collectors;

/// A page without any machine-readable word; its source names the places by CSS selectors.
final class PlainPage {
    private PlainPage() {}

    static String render(Blog blog) {
        var script = blog.script();
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>%s | %s</title>
                <link rel="canonical" href="%s">
                </head>
                <body>
                <nav><a href="/">Home</a></nav>
                <h1>%s</h1>
                <section class="ticker">
                %s</section>
                <aside class="ticker-advert"><h3>Advertisement</h3><p>Ropes, sails and oilskins.</p></aside>
                </body>
                </html>
                """.formatted(Markup.escaped(script.title()), Markup.escaped(script.publisher()), script.url(),
                Markup.escaped(script.title()),
                blog.shown().stream().map(post -> item(blog, post)).collect(Collectors.joining()));
    }

    private static String item(Blog blog, Post post) {
        return """
                <div class="tick" id="tick-%s">
                <time class="tick-time" datetime="%s">just now</time>
                <h3 class="tick-head">%s</h3>
                <p class="tick-by">%s</p>
                <div class="tick-text">
                %s
                </div>
                <a class="tick-link" href="%s">Link</a>
                </div>
                """.formatted(post.key(), post.published(), Markup.escaped(post.text().headline()),
                Markup.escaped(post.author()), post.text().html(), Markup.escaped(blog.permalink(post)));
    }
}
