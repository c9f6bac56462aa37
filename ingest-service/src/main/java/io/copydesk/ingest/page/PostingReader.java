package io.copydesk.ingest.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Draft;
import io.copydesk.ingest.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the postings of one page as observations.
final class PostingReader {
    private static final List<Kind> MEDIA = List.of(new Kind("image", MediaType.IMAGE, "url", "contentUrl"),
            new Kind("video", MediaType.VIDEO, "contentUrl", "embedUrl", "url"),
            new Kind("audio", MediaType.AUDIO, "contentUrl", "embedUrl", "url"));

    private final JsonLd data;
    private final Origin origin;

    PostingReader(JsonLd data, Origin origin) {
        this.data = data;
        this.origin = origin;
    }

    /// The updates of a blog's postings, in the order of the page; what a posting repeats of an earlier one comes once.
    List<Observation> updates(List<JsonNode> blogs) {
        var updates = new ArrayList<Observation>();
        for (var blog : blogs) {
            var others = Set.copyOf(updates);
            data.values(blog, "liveBlogUpdate").stream().filter(JsonNode::isObject)
                    .map(update -> entry(update, EntryRole.UPDATE)).filter(update -> !others.contains(update))
                    .forEach(updates::add);
        }
        return updates;
    }

    Observation entry(JsonNode posting, EntryRole role) {
        var draft = origin.draft().role(role).id(posting.path("@id").asText(""))
                .link(data.text(posting, "url", "mainEntityOfPage")).headline(data.text(posting, "headline", "name"))
                .published(data.text(posting, "datePublished")).modified(data.text(posting, "dateModified"))
                .language(data.text(posting, "inLanguage"));
        data.values(posting, "identifier").stream()
                .map(value -> value.isValueNode() ? value.asText() : value.path("value").asText())
                .forEach(draft::alias);
        body(posting, draft);
        data.values(posting, "author").stream()
                .map(author -> author.isTextual() ? author.textValue() : data.text(author, "name"))
                .forEach(draft::author);
        media(posting, draft);
        return draft.observation();
    }

    private void body(JsonNode posting, Draft draft) {
        for (var property : List.of("articleBody", "text", "description")) {
            if (!draft.hasBody()) {
                data.values(posting, property).stream().filter(JsonNode::isTextual).map(JsonNode::textValue)
                        .forEach(draft::body);
            }
        }
    }

    private void media(JsonNode posting, Draft draft) {
        for (var kind : MEDIA) {
            for (var value : data.values(posting, kind.property())) {
                if (value.isTextual()) {
                    draft.media(kind.type(), value.textValue(), "");
                } else {
                    draft.media(kind.type(), data.text(value, kind.addresses()),
                            data.text(value, "caption", "description", "name"));
                }
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a constant of this class, never compared
    private record Kind(String property, MediaType type, String... addresses) {}
}
