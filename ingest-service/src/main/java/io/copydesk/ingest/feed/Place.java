package io.copydesk.ingest.feed;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Page;
import io.copydesk.ingest.text.CanonicalUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Where a feed stands, and what its addresses are relative to.
///
/// @param site the page that the feed is about
/// @param own the feed's own address
/// @param base of addresses that no `xml:base` stands above
record Place(Optional<URI> site, Optional<URI> own, @Nullable URI base) {
    /// Fragments that say where a reader comes from, not where to look.
    private static final Set<String> TRACKING = Set.of("xtor", "ref", "source", "cmp", "from");

    /// Where the feed was read, before anything in it is.
    static Optional<URI> read(SourceDefinition source, Document document) {
        return Optional.ofNullable(document.url())
                .or(() -> source.getUrl().flatMap(url -> CanonicalUrl.absolute(url, null)));
    }

    Page page(String language) {
        return new Page(site.or(() -> own).map(CanonicalUrl::of), base, language);
    }

    /// The address that an element of the feed means.
    Optional<URI> absolute(String address, Element at) {
        return CanonicalUrl.absolute(address, base(at));
    }

    private @Nullable URI base(Element at) {
        var stated = new ArrayList<String>(2);
        for (@Nullable
        Element each = at; each != null; each = each.parent()) {
            if (each.hasAttr("xml:base")) {
                stated.add(each.attr("xml:base"));
            }
        }
        var found = base;
        for (var relative : stated.reversed()) {
            found = CanonicalUrl.absolute(relative, found).orElse(found);
        }
        return found;
    }

    /// The address without a fragment that names no place: others would share it.
    static String withoutTracking(URI address) {
        var text = address.toString();
        int hash = text.indexOf('#');
        return hash < 0 || isOnAPage(address) || text.startsWith("!", hash + 1) ? text : text.substring(0, hash);
    }

    /// Whether the address leads to a place on a page rather than to a page of its own.
    static boolean isOnAPage(URI address) {
        var fragment = address.getRawFragment();
        if (fragment == null || fragment.isEmpty() || fragment.startsWith("!")) {
            return false;
        }
        int equals = fragment.indexOf('=');
        return equals < 0 || !(TRACKING.contains(fragment.substring(0, equals)) || fragment.startsWith("utm_"));
    }
}
