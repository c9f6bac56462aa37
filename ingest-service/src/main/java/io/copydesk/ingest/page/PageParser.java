package io.copydesk.ingest.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.Page;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.Markup;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pages that carry schema.org JSON-LD: the updates of a LiveBlogPosting, or a lone article as one entry.
public final class PageParser implements Parser {
    private static final int VERSION = 1;
    private static final Pattern LIVE_BLOG = Pattern.compile("LiveBlogPosting");
    private static final Pattern ARTICLE = Pattern.compile("[A-Za-z]*Article|BlogPosting|Report");

    @Override
    public String name() {
        return "page";
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public boolean recognises(Document document) {
        return document.name().matches("(?i).*\\.html?") || document.opening().startsWith("<");
    }

    @Override
    public Look parse(SourceDefinition source, Document document) throws UnreadableException {
        var html = Markup.html(document);
        var data = JsonLd.of(html);
        var address = address(source, document, html);
        var blogs = withUpdates(data, ofThisPage(data, nodes(data, LIVE_BLOG), address));
        if (!blogs.isEmpty()) {
            var origin = new Origin(source, document, this, page(blogs.getFirst(), data, address));
            return origin.look(new PostingReader(data, origin).updates(blogs), true, false);
        }
        var article = article(document, data, address);
        var origin = new Origin(source, document, this, page(article, data, address));
        return origin.look(List.of(new PostingReader(data, origin).entry(article, EntryRole.ARTICLE)), true, false);
    }

    private static JsonNode article(Document document, JsonLd data, Address address) throws UnreadableException {
        var articles = ofThisPage(data, nodes(data, ARTICLE), address);
        if (articles.size() == 1) {
            return articles.getFirst();
        }
        throw new UnreadableException(document, reason(data, articles.size()));
    }

    private static String reason(JsonLd data, int articles) {
        if (articles > 1) {
            return "it lists " + articles + " articles, and none says that it is this page";
        }
        var none = "no LiveBlogPosting with updates and no article in its JSON-LD";
        return data.problems().isEmpty()
                ? none
                : none + " (" + data.problems().size() + " blocks are no JSON: " + data.problems().getFirst() + ")";
    }

    private static List<JsonNode> nodes(JsonLd data, Pattern type) {
        return data.nodes().stream().filter(node -> JsonLd.is(node, type)).toList();
    }

    private static List<JsonNode> withUpdates(JsonLd data, List<JsonNode> blogs) {
        return blogs.stream().filter(blog -> !data.values(blog, "liveBlogUpdate").isEmpty()).toList();
    }

    /// Those that say that they are this page, if any does; a page repeats itself in several blocks, and lists others.
    private static List<JsonNode> ofThisPage(JsonLd data, List<JsonNode> nodes, Address address) {
        var own = nodes.stream().filter(node -> address.canonical().isPresent()
                && claims(data, node, address).anyMatch(address.canonical().get()::equals)).toList();
        if (own.isEmpty()) {
            return nodes;
        }
        // an article that repeats the page in a second block adds nothing to the first
        return JsonLd.is(own.getFirst(), LIVE_BLOG) ? own : own.subList(0, 1);
    }

    private static Stream<String> claims(JsonLd data, JsonNode node, Address address) {
        return Stream.of("url", "mainEntityOfPage", "@id").map(property -> data.text(node, property))
                .flatMap(claim -> CanonicalUrl.of(claim, address.base()).stream());
    }

    private static Page page(JsonNode posting, JsonLd data, Address address) {
        var claimed = address.canonical()
                .or(() -> CanonicalUrl.of(data.text(posting, "url", "mainEntityOfPage"), address.base()))
                .or(address::polled);
        return new Page(claimed, address.base(), data.text(posting, "inLanguage"));
    }

    private static Address address(SourceDefinition source, Document document, org.jsoup.nodes.Document html) {
        var polled = source.getUrl().or(() -> Optional.ofNullable(document.url()).map(Object::toString));
        var base = document.url() != null
                ? document.url()
                : CanonicalUrl.absolute(polled.orElse(null), null).orElse(null);
        var link = html.selectFirst("link[rel~=(?i)\\bcanonical\\b][href]");
        var canonical = link == null
                ? Optional.<String>empty()
                : CanonicalUrl.of(link.attr("href"), base);
        return new Address(canonical, polled.flatMap(url -> CanonicalUrl.of(url, null)),
                base != null ? base : canonical.map(URI::create).orElse(null));
    }

    /// @param canonical what `link rel=canonical` says
    /// @param polled canonical form of what was asked for
    private record Address(Optional<String> canonical, Optional<String> polled, @Nullable URI base) {}
}
