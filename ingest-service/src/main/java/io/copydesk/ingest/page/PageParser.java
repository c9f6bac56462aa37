package io.copydesk.ingest.page;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.Page;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.Markup;
import io.copydesk.ingest.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Pages that tell in schema.org's words of a LiveBlogPosting with updates, in JSON-LD or marked in their HTML; else
/// those whose updates an `amp-live-list` or the source's own selectors find; else a lone article as one entry.
public final class PageParser implements Parser {
    private static final int VERSION = 2;
    /// Each read only where the ones before it have no updates.
    private static final List<Function<org.jsoup.nodes.Document, JsonLd>> READINGS = List.of(JsonLd::of,
            page -> MarkedItems.of(page, Markings.MICRODATA), page -> MarkedItems.of(page, Markings.RDFA));

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
        var address = Address.of(source, document, html);
        var subjects = new ArrayList<Subject>();
        for (var reading : READINGS) {
            var subject = new Subject(reading.apply(html), address);
            var look = blog(subject, source, document, html);
            if (look.isPresent()) {
                return look.get();
            }
            subjects.add(subject);
        }
        var page = new Page(address.any(), address.base(), html.select("html[lang]").attr("lang"));
        var found = new PlainPage(document, html, new Origin(source, document, this, page)).look(source.getSelectors());
        return found.isPresent() ? found.get() : article(subjects, source, document, html);
    }

    private Optional<Look> blog(Subject subject, SourceDefinition source, Document document,
            org.jsoup.nodes.Document html) {
        var blogs = subject.liveBlogs(Times.in(source.getZone()));
        if (blogs.isEmpty()) {
            return Optional.empty();
        }
        var data = subject.data();
        var origin = new Origin(source, document, this, subject.page(blogs.getFirst().node()));
        var entries = new PostingReader(data, origin).updates(blogs);
        boolean whole = data.whole() && blogs.stream().allMatch(blog -> blog.updates().whole())
                && !Pagination.isIn(html, origin.page().canonical(), origin.page().base());
        boolean over = blogs.stream()
                .allMatch(blog -> Coverage.isOver(blog, data, origin.times(), document.observedAt()));
        int excess = blogs.stream().mapToInt(blog -> blog.updates().excess()).sum();
        var look = origin.look(entries, whole, over, excess);
        return look.entries().isEmpty() ? Optional.empty() : Optional.of(look);
    }

    private Look article(List<Subject> subjects, SourceDefinition source, Document document,
            org.jsoup.nodes.Document html) throws UnreadableException {
        var subject = subjects.stream().filter(each -> each.countOfArticles() > 0).findFirst()
                .orElseThrow(() -> new UnreadableException(document, nothing(subjects)));
        var article = subject.article(html).orElseThrow(() -> new UnreadableException(document,
                "it lists " + subject.countOfArticles() + " articles, and none says that it is this page"));
        var origin = new Origin(source, document, this, subject.page(article));
        return origin.look(List.of(new PostingReader(subject.data(), origin).article(article)), subject.data().whole(),
                false);
    }

    private static String nothing(List<Subject> subjects) {
        var problems = subjects.stream().flatMap(subject -> subject.data().problems().stream()).toList();
        var none = "no LiveBlogPosting with updates in JSON-LD, microdata or RDFa, no amp-live-list, no selectors in "
                + "its source, and no article in JSON-LD, microdata or RDFa";
        return problems.isEmpty() ? none : none + " (" + problems.size() + " problems: " + problems.getFirst() + ")";
    }
}
