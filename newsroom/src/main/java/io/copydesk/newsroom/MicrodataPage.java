package io.copydesk.newsroom;

import java.util.stream.Collectors;

/// schema.org LiveBlogPosting in microdata.
final class MicrodataPage {
    private MicrodataPage() {}

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
                <main itemscope itemtype="https://schema.org/LiveBlogPosting" itemid="%s">
                <h1 itemprop="headline">%s</h1>
                %s</main>
                </body>
                </html>
                """.formatted(Markup.escaped(script.title()), Markup.escaped(script.publisher()), script.url(),
                script.url(), Markup.escaped(script.title()),
                blog.shown().stream().map(post -> update(blog, post)).collect(Collectors.joining()));
    }

    private static String update(Blog blog, Post post) {
        return """
                <article itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting" itemid="urn:%s:%s">
                <h2 itemprop="headline">%s</h2>
                <link itemprop="url" href="%s">
                <time itemprop="datePublished" datetime="%s">just now</time>
                <meta itemprop="dateModified" content="%s">
                <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">%s</span></span>
                <div itemprop="articleBody">
                %s
                </div>
                </article>
                """
                .formatted(blog.script().id(), post.key(), Markup.escaped(post.text().headline()),
                        Markup.escaped(blog.permalink(post)), post.published(), post.modified(),
                        Markup.escaped(post.author()), post.text().html());
    }
}
