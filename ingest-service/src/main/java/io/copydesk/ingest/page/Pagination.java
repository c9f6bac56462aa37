package io.copydesk.ingest.page;

import io.copydesk.ingest.text.CanonicalUrl;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jsoup.nodes.Document;

/// Whether a page is one of several: what stands on the others is not absent.
final class Pagination {
    private static final Pattern HINT = Pattern
            .compile("(?i)page|pagina|seite|offset|before|cursor|older|/[0-9]{1,4}/?$");
    private static final Pattern QUERY = Pattern.compile(
            "(?i)(?:.*&)?(?:page|p|pg|paged|pagina|seite|offset|before|after|cursor|older|start)(?:number)?=.*|.*page=.*");
    private static final Pattern PATH = Pattern.compile("(?i)(?:/(?:page|pagina|seite)[/-]?)?/?[0-9]{1,4}");

    private Pagination() {}

    /// @param canonical the page's own address
    static boolean isIn(Document html, Optional<String> canonical, @Nullable URI base) {
        if (html.selectFirst("link[rel~=(?i)\\b(?:next|prev|previous)\\b], a[rel~=(?i)\\b(?:next|prev)\\b]") != null) {
            return true;
        }
        return canonical.map(URI::create).filter(page -> html.select("a[href]").stream()
                .map(link -> link.attr("href")).filter(address -> HINT.matcher(address).find())
                .flatMap(address -> CanonicalUrl.of(address, base).stream()).map(URI::create)
                .anyMatch(address -> isPart(address, page))).isPresent();
    }

    private static boolean isPart(URI address, URI page) {
        var path = address.getRawPath();
        if (!address.getRawAuthority().equals(page.getRawAuthority()) || !path.startsWith(page.getRawPath())
                || page.getRawPath().isEmpty()) {
            return false;
        }
        var rest = path.substring(page.getRawPath().length());
        return rest.isEmpty()
                ? address.getRawQuery() != null && QUERY.matcher(address.getRawQuery()).matches()
                : PATH.matcher(rest).matches();
    }
}
