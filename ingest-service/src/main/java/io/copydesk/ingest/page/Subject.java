package io.copydesk.ingest.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.Page;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.PlainText;
import io.copydesk.ingest.text.Times;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;

/// What a page is about, among all that its JSON-LD tells of.
record Subject(JsonLd data, Address address) {
    private static final Pattern LIVE_BLOG = Pattern.compile("LiveBlogPosting");
    private static final Pattern ARTICLE = Pattern.compile("[A-Za-z]*Article|BlogPosting|Report");
    private static final int SHORTEST_TITLE = 10;
    /// Of all live blogs of a page: references let a few bytes stand for a whole list again and again.
    private static final int MOST_UPDATES = 2 * Limits.ENTRIES;

    /// Those with updates, called a live blog or not; if any of them says that it is this page, only those that do: a
    /// page repeats itself in several blocks, and lists others.
    List<Posting> liveBlogs(Times times) {
        var named = data.nodes().stream().map(JsonLd.Item::node).filter(node -> JsonLd.is(node, LIVE_BLOG)).toList();
        var blogs = withUpdates(named, times);
        return blogs.isEmpty() ? withUpdates(data.nodes().stream().map(JsonLd.Item::node).toList(), times) : blogs;
    }

    private List<Posting> withUpdates(List<JsonNode> nodes, Times times) {
        var blogs = new ArrayList<Posting>();
        int updates = 0;
        for (var node : nodes) {
            if (updates > MOST_UPDATES) {
                var last = blogs.removeLast();
                blogs.add(new Posting(last.node(), last.updates().cutOff()));
                break;
            }
            var posting = new Posting(node, UpdateList.of(node, data, times));
            if (!posting.updates().nodes().isEmpty()) {
                blogs.add(posting);
                updates += posting.updates().nodes().size();
            }
        }
        var own = blogs.stream().filter(blog -> isOwn(blog.node())).toList();
        return own.isEmpty() ? blogs : own;
    }

    /// The one that says that it is this page, else the only one that is not just listed, else the one that the page's
    /// title names. A page repeats itself in several blocks: the one with a text counts.
    Optional<JsonNode> article(Document html) {
        var articles = articles().toList();
        var own = articles.stream().map(JsonLd.Item::node).filter(this::isOwn).toList();
        if (!own.isEmpty()) {
            return Optional.of(fullest(own));
        }
        var alone = articles.stream().filter(item -> !item.aside()).map(JsonLd.Item::node).toList();
        var candidates = alone.isEmpty() ? articles.stream().map(JsonLd.Item::node).toList() : alone;
        if (names(candidates) <= 1) {
            return candidates.isEmpty() ? Optional.empty() : Optional.of(fullest(candidates));
        }
        var titled = candidates.stream().filter(node -> isTitle(node, html)).toList();
        return names(titled) == 1 ? Optional.of(fullest(titled)) : Optional.empty();
    }

    long countOfArticles() {
        return articles().count();
    }

    private Stream<JsonLd.Item> articles() {
        return data.nodes().stream().filter(item -> JsonLd.is(item.node(), ARTICLE));
    }

    private static JsonNode fullest(List<JsonNode> nodes) {
        return nodes.stream().filter(node -> node.has("articleBody")).findFirst().orElse(nodes.getFirst());
    }

    /// How many different articles these are.
    private int names(List<JsonNode> nodes) {
        var names = new HashSet<String>();
        nodes.forEach(node -> names.add(claims(node).findFirst().orElseGet(() -> data.text(node, "headline", "name"))));
        return names.size();
    }

    private boolean isTitle(JsonNode node, Document html) {
        var headline = PlainText.line(data.text(node, "headline", "name")).toLowerCase(Locale.ROOT);
        var shared = html.selectFirst("meta[property=og:title][content]");
        var titles = html.title() + '\n' + (shared == null ? "" : shared.attr("content"));
        return headline.length() >= SHORTEST_TITLE && titles.toLowerCase(Locale.ROOT).contains(headline);
    }

    private boolean isOwn(JsonNode node) {
        return claims(node).anyMatch(address::is);
    }

    private Stream<String> claims(JsonNode node) {
        return Stream.of(data.text(node, "url"), data.text(node, "mainEntityOfPage"), JsonLd.id(node))
                .filter(claim -> !claim.isEmpty()).flatMap(claim -> CanonicalUrl.of(claim, address.base()).stream());
    }

    /// Where its entries stand.
    Page page(JsonNode posting) {
        var claimed = address.canonical()
                .or(() -> CanonicalUrl.of(data.text(posting, "url", "mainEntityOfPage"), address.base()));
        return new Page(claimed.or(address::any), address.base(), data.text(posting, "inLanguage"));
    }
}
