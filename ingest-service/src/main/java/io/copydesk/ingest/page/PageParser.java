package io.copydesk.ingest.page;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.Markup;
import io.copydesk.ingest.text.Times;
import java.time.Instant;
import java.util.List;

/// Pages: the updates of a LiveBlogPosting, or a lone article as one entry.
public final class PageParser implements Parser {
    private static final int VERSION = 2;

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
        var subject = new Subject(data, Address.of(source, document, html));
        var blogs = subject.liveBlogs(Times.in(source.getZone()));
        if (!blogs.isEmpty()) {
            var origin = new Origin(source, document, this, subject.page(blogs.getFirst().node()));
            return updates(blogs, data, origin, html, document.observedAt());
        }
        // what says nothing of its updates in JSON-LD may say it in its markup, before it is taken for an article
        var article = subject.article(html).orElseThrow(() -> new UnreadableException(document, subject.reason()));
        var origin = new Origin(source, document, this, subject.page(article));
        return origin.look(List.of(new PostingReader(data, origin).article(article)), data.whole(), false);
    }

    private static Look updates(List<Posting> blogs, JsonLd data, Origin origin, org.jsoup.nodes.Document html,
            Instant observedAt) {
        var entries = new PostingReader(data, origin).updates(blogs);
        boolean whole = data.whole() && blogs.stream().allMatch(blog -> blog.updates().whole())
                && !Pagination.isIn(html, origin.page().canonical(), origin.page().base());
        boolean over = blogs.stream().allMatch(blog -> Coverage.isOver(blog, data, origin.times(), observedAt));
        return origin.look(entries, whole, over);
    }
}
