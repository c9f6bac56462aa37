package io.copydesk.newsroom;

/// JSON Feed 1.1.
final class JsonFeed {
    private JsonFeed() {}

    static String render(Blog blog) {
        var script = blog.script();
        var feed = Json.object().put("version", "https://jsonfeed.org/version/1.1").put("title", script.title())
                .put("home_page_url", script.url()).put("language", "en");
        var items = feed.putArray("items");
        for (var post : blog.shown()) {
            var item = items.addObject().put("id", blog.script().id() + "/" + post.number())
                    .put("url", blog.permalink(post)).put("title", post.text().headline())
                    .put("content_html", post.text().html()).put("date_published", post.published().toString())
                    .put("date_modified", post.modified().toString());
            item.putArray("authors").addObject().put("name", post.author());
        }
        return Json.text(feed);
    }
}
