package io.copydesk.ingest.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Draft;
import io.copydesk.ingest.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the postings of one page as observations.
final class PostingReader {
    private static final List<Kind> MEDIA = List.of(new Kind("image", MediaType.IMAGE, "url", "contentUrl"),
            new Kind("video", MediaType.VIDEO, "contentUrl", "embedUrl", "url"),
            new Kind("audio", MediaType.AUDIO, "contentUrl", "embedUrl", "url"),
            new Kind("associatedMedia", MediaType.EMBED, "contentUrl", "embedUrl", "url"),
            new Kind("sharedContent", MediaType.EMBED, "url", "contentUrl", "embedUrl"));
    private static final Pattern IMAGE = Pattern.compile("ImageObject|Photograph");
    private static final Pattern VIDEO = Pattern.compile("VideoObject|Clip");
    private static final Pattern AUDIO = Pattern.compile("AudioObject");

    private static final int MAX_VALUES = 100;

    private final JsonLd data;
    private final Origin origin;

    PostingReader(JsonLd data, Origin origin) {
        this.data = data;
        this.origin = origin;
    }

    /// The updates of a page's postings, in the order of the page; what one posting repeats of another comes once.
    List<Observation> updates(List<Posting> postings) {
        var updates = new ArrayList<Observation>();
        var known = new HashSet<Object>();
        for (var posting : postings) {
            var claims = Claims.of(posting, data, origin);
            var read = claims.stream().map(this::update).toList();
            var own = new HashSet<Object>();
            for (var update : read) {
                var names = names(update);
                // two that say the same without a name of their own may be two
                if (names.stream().noneMatch(known::contains) && (names.size() == 1 || own.add(update))) {
                    updates.add(update);
                }
            }
            read.forEach(update -> known.addAll(names(update)));
        }
        return updates;
    }

    private static Set<Object> names(Observation update) {
        var names = new HashSet<Object>(Set.of(update));
        update.getNativeId().ifPresent(names::add);
        update.getPermalink().ifPresent(names::add);
        return names;
    }

    private Observation update(Claims claims) {
        var draft = origin.draft().role(EntryRole.UPDATE).id(claims.id()).link(claims.link());
        if (claims.node().isTextual()) {
            return draft.body(claims.node().textValue()).observation();
        }
        claims.aliases().forEach(draft::alias);
        return read(claims.node(), draft);
    }

    Observation article(JsonNode posting) {
        var draft = origin.draft().role(EntryRole.ARTICLE).id(JsonLd.id(posting))
                .link(data.text(posting, "url", "mainEntityOfPage"));
        data.texts(posting, "identifier").forEach(draft::alias);
        return read(posting, draft);
    }

    private Observation read(JsonNode posting, Draft draft) {
        draft.headline(data.text(posting, "headline", "name")).published(UpdateList.publishedClaim(posting, data))
                .modified(data.text(posting, "dateModified")).language(data.text(posting, "inLanguage"));
        media(posting, draft);
        body(posting, draft);
        authors(posting, draft);
        return draft.observation();
    }

    private void body(JsonNode posting, Draft draft) {
        for (var property : List.of("articleBody", "text", "description")) {
            if (!draft.hasBody()) {
                var bodies = JsonLd.bodies(posting, property);
                bodies.forEach(draft::body);
                bodies.forEach(body -> MarkupMedia.addTo(draft, body));
            }
        }
    }

    private void authors(JsonNode posting, Draft draft) {
        for (var property : List.of("author", "creator")) {
            data.values(posting, property).stream().limit(MAX_VALUES)
                    .map(author -> author.isTextual() ? author.textValue() : data.text(author, "name"))
                    .forEach(draft::author);
        }
    }

    private void media(JsonNode posting, Draft draft) {
        for (var kind : MEDIA) {
            for (var value : data.values(posting, kind.property()).stream().limit(MAX_VALUES).toList()) {
                if (value.isTextual()) {
                    draft.media(kind.type(), value.textValue(), "");
                } else {
                    draft.media(type(value, kind), data.text(value, kind.addresses()),
                            data.text(value, "caption", "description", "name"));
                }
            }
        }
    }

    private static MediaType type(JsonNode value, Kind kind) {
        if (kind.type() != MediaType.EMBED) {
            return kind.type();
        }
        return JsonLd.is(value, IMAGE)
                ? MediaType.IMAGE
                : JsonLd.is(value, VIDEO)
                        ? MediaType.VIDEO
                        : JsonLd.is(value, AUDIO) ? MediaType.AUDIO : MediaType.EMBED;
    }

    @SuppressWarnings("ArrayRecordComponent") // a constant of this class, never compared
    private record Kind(String property, MediaType type, String... addresses) {}
}
