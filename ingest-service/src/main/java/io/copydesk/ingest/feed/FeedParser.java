package io.copydesk.ingest.feed;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.Json;

/// RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 with tombstones, CDF, and JSON Feed. Each item is one entry, even an empty
/// one; a feed without items is a look that shows nothing.
public final class FeedParser implements Parser {
    private static final int VERSION = 1;

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public boolean recognises(Document document) {
        var opening = Opening.of(document);
        return opening.isJson()
                ? opening.namesJsonFeed() || Json.ifAny(document).filter(JsonFeed::isOne).isPresent()
                : opening.root().filter(Opening.ROOTS::contains).isPresent();
    }

    @Override
    public Look parse(SourceDefinition source, Document document) throws UnreadableException {
        MarkupCount.check(document);
        return Opening.of(document).isJson()
                ? new JsonFeed(source, document, this).look()
                : XmlFeed.of(source, document, this).look();
    }
}
