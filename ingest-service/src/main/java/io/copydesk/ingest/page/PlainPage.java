package io.copydesk.ingest.page;

import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.UnreadableException;
import java.util.Map;
import java.util.Optional;

/// A page that tells nothing of its updates in schema.org's words.
final class PlainPage {
    private final Document document;
    private final org.jsoup.nodes.Document html;
    private final Origin origin;

    PlainPage(Document document, org.jsoup.nodes.Document html, Origin origin) {
        this.document = document;
        this.html = html;
        this.origin = origin;
    }

    /// @throws UnreadableException when there are selectors that cannot be used, or that find nothing: an article that
    ///     the page may hold as well is not what its source is read for
    Optional<Look> look(Map<String, String> selectors) throws UnreadableException {
        var live = new LiveList(origin).look(html);
        if (!live.entries().isEmpty()) {
            return Optional.of(live);
        }
        return selectors.isEmpty() ? Optional.empty() : Optional.of(selected(selectors));
    }

    private Look selected(Map<String, String> texts) throws UnreadableException {
        if (SelectedEntries.isTooWide(html)) {
            throw new UnreadableException(document, "has an element of too many parts to select from");
        }
        try {
            var look = new SelectedEntries(Selectors.of(texts), origin).look(html);
            if (look.entries().isEmpty()) {
                throw new UnreadableException(document,
                        "no LiveBlogPosting with updates in JSON-LD, microdata or RDFa, "
                                + "no amp-live-list, and nothing at its selector '" + texts.get("entry") + "'");
            }
            return look;
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(document, "its selectors: " + e.getMessage(), e);
        }
    }
}
