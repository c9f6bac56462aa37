package io.copydesk.ingest.feed;

import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What an element is called, whatever prefix the feed gives it: RSS and Atom bare, everything else with the prefix that
/// is usual for its namespace, all in lower case.
final class Vocabulary {
    /// By namespace, without its scheme and what is put behind it or forgotten there.
    private static final Map<String, String> NAMESPACES = Map.ofEntries(Map.entry("purl.org/rss/1.0", ""),
            Map.entry("my.netscape.com/rdf/simple/0.9", ""), Map.entry("channel.netscape.com/rdf/simple/0.9", ""),
            Map.entry("backend.userland.com/rss2", ""), Map.entry("backend.userland.com/rss", ""),
            Map.entry("blogs.law.harvard.edu/tech/rss", ""), Map.entry("purl.org/net/rss1.1", ""),
            Map.entry("www.w3.org/2005/atom", ""), Map.entry("purl.org/atom/ns", ""),
            Map.entry("purl.org/dc/elements/1.0", "dc"), Map.entry("purl.org/dc/elements/1.1", "dc"),
            Map.entry("purl.org/dc/terms", "dcterms"), Map.entry("purl.org/rss/1.0/modules/content", "content"),
            Map.entry("www.itunes.com/dtds/podcast-1.0.dtd", "itunes"), Map.entry("search.yahoo.com/mrss", "media"),
            Map.entry("video.search.yahoo.com/mrss", "media"),
            Map.entry("rssnamespace.org/feedburner/ext/1.0", "feedburner"),
            Map.entry("www.w3.org/1999/xhtml", "xhtml"), Map.entry("purl.org/atompub/tombstones/1.0", "at"),
            Map.entry("purl.org/syndication/history/1.0", "fh"),
            Map.entry("www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"));
    /// Usual prefixes of RSS and Atom, and other names of usual ones, for feeds that forget to bind them.
    private static final Map<String, String> PREFIXES = Map.of("atom", "", "atom10", "", "atom03", "", "a10", "",
            "rss", "", "html", "xhtml", "dcterm", "dcterms");

    private Vocabulary() {}

    static String name(Element element) {
        var tag = element.normalName();
        int colon = tag.indexOf(':');
        if (colon < 0) {
            return named(NAMESPACES.getOrDefault(key(element.tag().namespace()), ""), tag);
        }
        var prefix = tag.substring(0, colon);
        var usual = NAMESPACES.get(key(bound(prefix, element)));
        return named(usual != null ? usual : PREFIXES.getOrDefault(prefix, prefix), tag.substring(colon + 1));
    }

    private static String named(String prefix, String local) {
        return prefix.isEmpty() ? local : prefix + ":" + local;
    }

    private static String bound(String prefix, Element element) {
        var declaration = "xmlns:" + prefix;
        for (@Nullable
        Element at = element; at != null; at = at.parent()) {
            if (at.hasAttr(declaration)) {
                return at.attr(declaration);
            }
        }
        return "";
    }

    private static String key(String namespace) {
        var lower = namespace.strip().toLowerCase(Locale.ROOT);
        int start = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : 0;
        int end = lower.length();
        while (end > start && "/#".indexOf(lower.charAt(end - 1)) >= 0) {
            end--;
        }
        return lower.substring(start, end);
    }
}
