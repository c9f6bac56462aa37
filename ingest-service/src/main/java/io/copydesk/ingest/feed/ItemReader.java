package io.copydesk.ingest.feed;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Draft;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.Times;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Reads the items of RSS and the entries of Atom, by whichever of their many names each claim goes.
final class ItemReader {
    private static final String[] TITLES = {"title", "dc:title", "itunes:title", "media:title"};
    private static final String[] PUBLISHED = {"pubdate", "published", "issued", "dcterms:issued", "dcterms:created",
            "created", "dc:date", "dcterms:date"};
    private static final String[] MODIFIED = {"updated", "modified", "dcterms:modified", "lastbuilddate"};
    private static final String[] AUTHORS = {"dc:creator", "author", "dcterms:creator", "itunes:author"};
    /// The whole text before a summary of it.
    private static final List<String> BODIES = List.of("content:encoded", "content", "xhtml:body", "xhtml:div",
            "description", "summary", "dc:description", "dcterms:abstract", "abstract", "itunes:summary",
            "media:description", "media:text", "itunes:subtitle");

    private final Origin origin;
    private final Place place;
    private final Times times;
    private final List<String> authors;
    private final MediaReader media;

    /// @param channel whose authors are those of items that name none
    ItemReader(Origin origin, Place place, Fields channel, SourceDefinition source) {
        this.origin = origin;
        this.place = place;
        this.times = Times.in(source.getZone());
        this.authors = persons(channel, "author").toList();
        this.media = new MediaReader(place);
    }

    Observation entry(Element item) {
        var fields = Fields.of(item);
        var draft = origin.draft().id(fields.text("guid", "id")).headline(title(fields))
                .published(time(fields.texts(PUBLISHED)))
                .modified(time(Stream.concat(fields.texts(MODIFIED), Stream.of(item.attr("lastmod")))))
                .language(language(item, fields));
        if (fields.text("guid", "id").isEmpty()) {
            draft.id(item.attr("rdf:about"));
        }
        address(item, fields, draft);
        body(fields, draft);
        authors(fields).forEach(draft::author);
        media.read(fields, draft);
        return draft.observation();
    }

    private static String title(Fields fields) {
        return fields.all(TITLES).map(Content::html).filter(html -> !html.isBlank()).findFirst().orElse("");
    }

    /// The first claim that is a time, else the first.
    private String time(Stream<String> claims) {
        var all = claims.filter(claim -> !claim.isEmpty()).toList();
        return all.size() < 2
                ? String.join("", all)
                : all.stream().filter(claim -> instantOf(claim).isPresent()).findFirst().orElse(all.getFirst());
    }

    private Optional<Instant> instantOf(String claim) {
        return Optional.of(times.read(claim)).flatMap(Time::getInstant);
    }

    private static String language(Element item, Fields fields) {
        return item.hasAttr("xml:lang") ? item.attr("xml:lang") : fields.text("dc:language", "language");
    }

    private void address(Element item, Fields fields, Draft draft) {
        var guid = fields.all("guid").filter(each -> !each.attr("ispermalink").equalsIgnoreCase("false"))
                .flatMap(each -> CanonicalUrl.absolute(Inner.text(each), null).stream()).findFirst();
        // a guid that leads to the very place says more than a link to the page
        var permalink = guid.filter(Place::isOnAPage).or(links(item, fields)::findFirst).or(() -> guid);
        permalink.map(Place::withoutTracking).ifPresent(draft::link);
        permalink.filter(Place::isOnAPage).map(URI::toString).ifPresent(draft::blog);
    }

    private Stream<URI> links(Element item, Fields fields) {
        return Stream.of(fields.all("feedburner:origlink").flatMap(each -> resolved(Inner.text(each), each)),
                fields.all("link").flatMap(each -> resolved(Inner.text(each), each)),
                fields.all("link").filter(each -> relation(each).equals("alternate"))
                        .sorted((one, other) -> Boolean.compare(!isHtml(one), !isHtml(other)))
                        .flatMap(each -> resolved(each.attr("href"), each)),
                resolved(item.attr("href"), item), resolved(item.attr("rdf:about"), item),
                fields.all("content").filter(ItemReader::isHtml).flatMap(each -> resolved(each.attr("src"), each)))
                .flatMap(each -> each);
    }

    private Stream<URI> resolved(String address, Element at) {
        return address.isBlank() ? Stream.empty() : place.absolute(address, at).stream();
    }

    /// Of an Atom link.
    static String relation(Element link) {
        var relation = link.attr("rel").strip().toLowerCase(Locale.ROOT);
        var name = relation.startsWith("http://www.iana.org/assignments/relation/")
                ? relation.substring(relation.lastIndexOf('/') + 1)
                : relation;
        return name.isEmpty() && link.hasAttr("href") ? "alternate" : name;
    }

    private static boolean isHtml(Element target) {
        return target.attr("type").isEmpty() || target.attr("type").contains("html");
    }

    private static void body(Fields fields, Draft draft) {
        for (var name : BODIES) {
            for (@Nullable
            Element element : fields.all(name).toList()) {
                if (!draft.hasBody()) {
                    Content.into(draft, element);
                }
            }
        }
    }

    /// Atom's entries inherit their feed's authors, those that come from elsewhere that one's.
    private List<String> authors(Fields fields) {
        var own = persons(fields, AUTHORS).toList();
        if (!own.isEmpty()) {
            return own;
        }
        var origins = fields.all("source").flatMap(source -> persons(Fields.of(source), "author")).toList();
        return origins.isEmpty() ? authors : origins;
    }

    private static Stream<String> persons(Fields fields, String... names) {
        return fields.all(names).map(ItemReader::person).filter(name -> !name.isEmpty());
    }

    /// Atom's `<name>`, or RSS's `desk@saltmere.example (Ola Brine)`.
    private static String person(Element element) {
        var parts = Fields.of(element);
        var name = parts.text("name", "email");
        if (!name.isEmpty() || parts.all("name", "email", "uri", "url").findAny().isPresent()) {
            return name;
        }
        var text = Inner.text(element);
        int bracket = text.indexOf('(');
        return text.endsWith(")") && bracket > 0 && text.lastIndexOf('@', bracket) > 0
                ? text.substring(bracket + 1, text.length() - 1).strip()
                : text;
    }
}
