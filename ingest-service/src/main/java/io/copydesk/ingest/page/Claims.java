package io.copydesk.ingest.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.text.CanonicalUrl;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// What an update says that it is called, without what is the page's name or the place's.
///
/// @param id empty when it has none of its own
/// @param link the same
/// @param aliases further ids
record Claims(JsonNode node, String id, String link, List<String> aliases) {

    /// Of the updates of one posting, in the order of the page.
    static List<Claims> of(Posting posting, JsonLd data, Origin origin) {
        var claims = posting.updates().nodes().stream().map(update -> of(update, posting.node(), data, origin))
                .toList();
        var ordered = UpdateList.oldestFirst(claims, Claims::node, data, origin.times());
        boolean timed = timed(ordered, data, origin);
        boolean ids = areShared(ordered.stream().map(Claims::id).toList(), timed);
        boolean links = areShared(ordered.stream().map(Claims::link).toList(), timed);
        boolean aliases = areShared(ordered.stream().map(claim -> String.join(" ", claim.aliases())).toList(), timed);
        return claims.stream().map(claim -> new Claims(claim.node(), ids ? "" : claim.id(), links ? "" : claim.link(),
                aliases ? List.of() : claim.aliases())).toList();
    }

    /// By all of them, or by whatever stands at one place at one time.
    private static boolean areShared(List<String> claims, boolean timed) {
        return (claims.size() > 1 && claims.stream().distinct().count() == 1) || Positional.are(claims, timed);
    }

    /// Whether no two claim the same time, and each claims one.
    private static boolean timed(List<Claims> claims, JsonLd data, Origin origin) {
        var times = new HashSet<Instant>();
        return claims.stream().map(claim -> UpdateList.published(claim.node(), data, origin.times()))
                .allMatch(time -> time.isPresent() && times.add(time.get()));
    }

    private static Claims of(JsonNode update, JsonNode blog, JsonLd data, Origin origin) {
        if (update.isTextual()) {
            return new Claims(update, "", "", List.of());
        }
        var id = JsonLd.id(update);
        var links = Stream.concat(Stream.of("url", "mainEntityOfPage").map(property -> data.text(update, property)),
                Stream.of(id).filter(it -> it.startsWith("#") || CanonicalUrl.of(it, null).isPresent()));
        return new Claims(update, id.equals(JsonLd.id(blog)) || isPage(id, origin) ? "" : id,
                links.map(String::strip).map(Claims::withoutEmptyFragment)
                        .filter(link -> !link.isEmpty() && !isPage(link, origin)).findFirst().orElse(""),
                data.texts(update, "identifier").stream().filter(alias -> !isPage(alias, origin)).toList());
    }

    private static boolean isPage(String claim, Origin origin) {
        var page = origin.page();
        return claim.indexOf('#') < 0 && page.canonical().isPresent()
                && CanonicalUrl.of(claim, page.base()).equals(page.canonical());
    }

    private static String withoutEmptyFragment(String link) {
        return link.endsWith("#") ? link.substring(0, link.length() - 1) : link;
    }
}
