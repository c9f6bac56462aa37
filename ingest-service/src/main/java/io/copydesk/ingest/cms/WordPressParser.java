package io.copydesk.ingest.cms;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.Page;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.CanonicalUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Answers of the Liveblog plugin for WordPress: entries between two times, pages of entries, key events, one entry.
public final class WordPressParser implements Parser {
    private static final int VERSION = 1;

    @Override
    public String name() {
        return "wordpress-liveblog";
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public boolean recognises(Document document) {
        return Fields.ifAny(document).filter(WordPressParser::isAnswer).isPresent();
    }

    private static boolean isAnswer(Fields answer) {
        var entries = entries(answer).orElse(List.of());
        return entries.isEmpty()
                ? answer.at("entries").isArray() && (answer.has("latest_timestamp") || answer.has("pages"))
                : entries.stream().anyMatch(WordPressEntry::isTyped);
    }

    @Override
    public Look parse(SourceDefinition source, Document document) throws UnreadableException {
        var answer = Fields.of(document);
        var found = entries(answer).orElseThrow(() -> unreadable(document, answer));
        var entries = found.stream().filter(WordPressEntry::is).map(WordPressEntry::new).toList();
        if (entries.isEmpty() && !found.isEmpty()) {
            throw new UnreadableException(document, "none of its entries is one of a WordPress live blog");
        }
        var origin = new Origin(source, document, this, page(document, entries));
        var current = current(entries).stream().map(entry -> entry.tell(origin.draft()).observation()).toList();
        return origin.look(current, entries.size() == found.size() && isOnlyPage(answer), false);
    }

    /// Empty when the answer has no place for entries.
    private static Optional<List<Fields>> entries(Fields answer) {
        var entries = answer.isArray() ? answer : answer.at("entries");
        if (entries.isArray() || entries.isObject()) { // PHP writes an array with a gap as an object
            return Optional.of(entries.all());
        }
        return WordPressEntry.isTyped(answer) ? Optional.of(List.of(answer)) : Optional.empty();
    }

    private static UnreadableException unreadable(Document document, Fields answer) {
        var message = answer.has("code") ? answer.message("message") : "";
        return new UnreadableException(document,
                message.isEmpty()
                        ? "has no entries of a WordPress live blog"
                        : "is refused by WordPress: " + message);
    }

    private static Page page(Document document, List<WordPressEntry> entries) {
        var link = entries.stream().map(WordPressEntry::link).filter(each -> !each.isEmpty()).findFirst();
        return new Page(link.flatMap(address -> CanonicalUrl.of(address, document.url())),
                link.flatMap(address -> CanonicalUrl.absolute(address, document.url())).map(WordPressParser::unmarked)
                        .orElse(document.url()),
                "");
    }

    private static URI unmarked(URI address) {
        var text = address.toString();
        int mark = text.indexOf('#');
        return mark < 0 ? address : URI.create(text.substring(0, mark));
    }

    /// What readers see once every update and deletion has been applied.
    private static List<WordPressEntry> current(List<WordPressEntry> entries) {
        var byId = new LinkedHashMap<String, WordPressEntry>();
        var nameless = new ArrayList<WordPressEntry>();
        for (var entry : entries) {
            if (entry.id().isEmpty()) {
                nameless.add(entry);
            } else {
                byId.merge(entry.id(), entry, WordPressEntry::replacedBy);
            }
        }
        nameless.addAll(0, byId.values());
        return nameless;
    }

    /// Answers between two times give the number of all pages, answers of a page its own as well. What gives neither is
    /// a part: one entry, or those that a reader scrolls to.
    private static boolean isOnlyPage(Fields answer) {
        return answer.number("pages").filter(pages -> pages <= 1).isPresent()
                && answer.number("page").orElse(1L) <= 1;
    }
}
