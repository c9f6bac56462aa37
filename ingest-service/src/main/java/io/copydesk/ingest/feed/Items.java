package io.copydesk.ingest.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;

/// Finds what a feed lists: children of the channel, its siblings in RDF, or, where an end tag is missing, of whatever
/// stood before.
final class Items implements NodeFilter {
    private static final Set<String> ENTRIES = Set.of("item", "entry");
    private static final String TOMBSTONE = "at:deleted-entry";
    /// Published whole as an entry's content, or as where it comes from.
    private static final Set<String> FOREIGN = Set.of("content", "source");
    /// What extensions keep in an item is theirs, former versions for example; but these are often left open.
    private static final Set<String> USUAL = Set.of("content:encoded", "dc:title", "dc:date", "dc:creator");

    private final List<Element> entries = new ArrayList<>();
    private final List<Element> tombstones = new ArrayList<>();
    private int open;

    private Items() {}

    static Items of(Element root) {
        var items = new Items();
        root.filter(items);
        return items;
    }

    /// In the order of the document.
    List<Element> entries() {
        return entries;
    }

    List<Element> tombstones() {
        return tombstones;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        var name = Vocabulary.name(element);
        if (ENTRIES.contains(name)) {
            if (open == 0 || !element.children().isEmpty()) { // an empty one in another is a template's slip
                entries.add(element);
            }
            open++;
        } else if (name.equals(TOMBSTONE)) {
            tombstones.add(element);
        }
        boolean isExtension = open > 0 && name.indexOf(':') >= 0 && !USUAL.contains(name);
        return isExtension || FOREIGN.contains(name) ? FilterResult.SKIP_CHILDREN : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && ENTRIES.contains(Vocabulary.name(element))) {
            open--;
        }
        return FilterResult.CONTINUE;
    }
}
