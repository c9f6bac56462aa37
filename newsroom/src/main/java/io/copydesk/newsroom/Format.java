package io.copydesk.newsroom;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a blog is published.
public enum Format {
    @JsonProperty("json-ld")
    JSON_LD("page", ContentType.HTML),
    @JsonProperty("microdata")
    MICRODATA("page", ContentType.HTML),
    @JsonProperty("amp-live-list")
    AMP_LIVE_LIST("page", ContentType.HTML),
    /// A page that says nothing of itself; the script has the selectors.
    @JsonProperty("plain")
    PLAIN("page", ContentType.HTML),
    @JsonProperty("rss")
    RSS("feed", "application/rss+xml;charset=utf-8"),
    @JsonProperty("atom")
    ATOM("feed", "application/atom+xml;charset=utf-8"),
    @JsonProperty("json-feed")
    JSON_FEED("feed", "application/feed+json"),
    @JsonProperty("guardian")
    GUARDIAN("guardian", ContentType.JSON),
    @JsonProperty("wordpress-liveblog")
    WORDPRESS("wordpress-liveblog", ContentType.JSON),
    @JsonProperty("superdesk")
    SUPERDESK("superdesk", ContentType.JSON);

    private final String kind;
    private final String contentType;

    Format(String kind, String contentType) {
        this.kind = kind;
        this.contentType = contentType;
    }

    /// The kind of source that reads it.
    String kind() {
        return kind;
    }

    String contentType() {
        return contentType;
    }

    /// Whether it shows what is pinned and what is a key event.
    boolean hasMarks() {
        return this == GUARDIAN || this == SUPERDESK;
    }

    /// Whether it belongs to no page of its own that names the blog.
    boolean isInterface() {
        return !kind.equals("page") && !kind.equals("feed");
    }

    String render(Blog blog) {
        return switch (this) {
            case JSON_LD -> JsonLdPage.render(blog);
            case MICRODATA -> MicrodataPage.render(blog);
            case AMP_LIVE_LIST -> AmpPage.render(blog);
            case PLAIN -> PlainPage.render(blog);
            case RSS -> RssFeed.render(blog);
            case ATOM -> AtomFeed.render(blog);
            case JSON_FEED -> JsonFeed.render(blog);
            case GUARDIAN -> GuardianItem.render(blog);
            case WORDPRESS -> WordPressEntries.render(blog);
            case SUPERDESK -> SuperdeskPosts.render(blog);
        };
    }

    private static final class ContentType {
        static final String HTML = "text/html;charset=utf-8";
        static final String JSON = "application/json";
    }
}
