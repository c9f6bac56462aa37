package io.copydesk.ingest.feed;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Limits.Rejection;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.UnreadableException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;

/// RSS and Atom: one vocabulary, since feeds mix them anyway.
final class XmlFeed {
    /// Links to what an archived or paged feed does not show.
    private static final Set<String> ELSEWHERE = Set.of("next", "prev", "previous", "prev-archive", "next-archive");

    private final SourceDefinition source;
    private final Document document;
    private final FeedParser parser;
    private final Element root;
    private final Fields channel;
    private final Items items;

    private XmlFeed(SourceDefinition source, Document document, FeedParser parser, Element root) {
        this.source = source;
        this.document = document;
        this.parser = parser;
        this.root = root;
        this.channel = Fields.of(root.children().stream().filter(child -> Vocabulary.name(child).equals("channel"))
                .findFirst().orElse(root));
        this.items = Items.of(root);
    }

    static XmlFeed of(SourceDefinition source, Document document, FeedParser parser) throws UnreadableException {
        var tree = Parser.xmlParser().settings(ParseSettings.htmlDefault).parseInput(Characters.of(document), "");
        checkDeclarations(document, tree);
        return new XmlFeed(source, document, parser, root(document, tree));
    }

    /// A DOCTYPE that points elsewhere is passed over and never followed; one that declares entities is an attack or
    /// cannot be told from one.
    private static void checkDeclarations(Document document, org.jsoup.nodes.Document tree)
            throws UnreadableException {
        for (var node : tree.childNodes()) {
            if (node instanceof DocumentType && node.outerHtml().toLowerCase(Locale.ROOT).contains("<!entity")) {
                throw new UnreadableException(document, Rejection.DOCTYPE_REFUSED, "its DOCTYPE declares entities");
            }
        }
    }

    private static Element root(Document document, org.jsoup.nodes.Document tree) throws UnreadableException {
        for (var top : tree.children()) {
            if (isRoot(top)) {
                return top;
            }
            if (top.normalName().equals("html")) {
                throw new UnreadableException(document, "is an HTML page, not a feed");
            }
        }
        return tree.children().stream().flatMap(top -> top.children().stream()).filter(XmlFeed::isRoot).findFirst()
                .orElseThrow(() -> new UnreadableException(document, tree.children().isEmpty()
                        ? "is no feed: it has no elements"
                        : "is no feed: it begins with <" + shown(tree.children().getFirst().normalName()) + ">"));
    }

    private static String shown(String name) {
        return name.substring(0, Math.min(name.length(), 100));
    }

    private static boolean isRoot(Element element) {
        var name = element.normalName();
        return Opening.ROOTS.contains(name.substring(name.indexOf(':') + 1));
    }

    Look look() {
        var place = place();
        var origin = new Origin(source, document, parser, place.page(language()));
        var reader = new ItemReader(origin, place, channel, source);
        var seen = items.entries().stream().map(reader::entry).toList();
        return origin.look(Tombstones.of(items.tombstones(), source).applied(seen, origin), isWhole(), false);
    }

    private Place place() {
        var read = Place.read(source, document);
        var unplaced = new Place(Optional.empty(), Optional.empty(), read.orElse(null));
        var own = read.or(() -> link("self", unplaced));
        var site = channel.texts("link").flatMap(text -> unplaced.absolute(text, root).stream()).findFirst()
                .or(() -> link("alternate", unplaced))
                .or(() -> unplaced.absolute(root.attr("href"), root));
        // Atom says that addresses are relative to the document, RSS says nothing and means the site
        boolean isAtom = Vocabulary.name(root).equals("feed");
        return new Place(site, own, (isAtom ? own.or(() -> site) : site.or(() -> own)).orElse(null));
    }

    private Optional<URI> link(String relation, Place place) {
        return channel.all("link").filter(link -> ItemReader.relation(link).equals(relation))
                .flatMap(link -> place.absolute(link.attr("href"), link).stream()).findFirst();
    }

    private String language() {
        return root.hasAttr("xml:lang") ? root.attr("xml:lang") : channel.text("language", "dc:language");
    }

    private boolean isWhole() {
        return channel.all("link").noneMatch(link -> ELSEWHERE.contains(ItemReader.relation(link)))
                && channel.all("fh:archive").findAny().isEmpty();
    }
}
