package io.copydesk.ingest.page;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.text.CanonicalUrl;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a page is called by itself and by who asked for it.
///
/// @param canonical what `link rel=canonical` says
/// @param shared what `og:url` says, which is sometimes the site
/// @param polled canonical form of what was asked for
/// @param base of relative addresses, null when it is not known
record Address(Optional<String> canonical, Optional<String> shared, Optional<String> polled, @Nullable URI base) {

    static Address of(SourceDefinition source, Document document, org.jsoup.nodes.Document html) {
        var polled = source.getUrl().or(() -> Optional.ofNullable(document.url()).map(Object::toString));
        var base = document.url() != null
                ? document.url()
                : CanonicalUrl.absolute(polled.orElse(null), null).orElse(null);
        var canonical = claim(html, "link[rel~=(?i)\\bcanonical\\b][href]", "href", base);
        return new Address(canonical, claim(html, "meta[property=og:url][content]", "content", base),
                polled.flatMap(url -> CanonicalUrl.of(url, null)),
                base != null ? base : canonical.map(URI::create).orElse(null));
    }

    private static Optional<String> claim(org.jsoup.nodes.Document html, String selector, String attribute,
            @Nullable URI base) {
        var element = html.selectFirst(selector);
        return element == null ? Optional.empty() : CanonicalUrl.of(element.attr(attribute), base);
    }

    /// What the page is called, if it is called anything.
    Optional<String> any() {
        return canonical.or(() -> polled).or(() -> shared);
    }

    /// Whether this is the page.
    boolean is(String claim) {
        return Stream.of(canonical, shared, polled).anyMatch(Optional.of(claim)::equals);
    }
}
