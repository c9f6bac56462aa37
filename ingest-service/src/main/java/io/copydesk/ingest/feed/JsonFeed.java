package io.copydesk.ingest.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Draft;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.Json;
import java.io.BufferedReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// JSON Feed 1 and 1.1.
final class JsonFeed {
    private final JsonNode feed;
    private final boolean whole;
    private final Origin origin;
    private final List<String> authors;

    JsonFeed(SourceDefinition source, Document document, FeedParser parser) throws UnreadableException {
        var block = read(document);
        feed = block.values().getFirst();
        whole = block.whole();
        if (!feed.path("items").isArray() && !isOne(feed)) {
            throw new UnreadableException(document, "is JSON, but no JSON Feed: it has neither version nor items");
        }
        authors = names(feed);
        origin = new Origin(source, document, parser, place(source, document).page(text(feed, "language")));
    }

    static boolean isOne(JsonNode tree) {
        return tree.path("version").asText("").contains("jsonfeed.org/version");
    }

    /// Strict as the format is, else as its publisher's template left it.
    private static Json.Block read(Document document) throws UnreadableException {
        try {
            return new Json.Block(List.of(Json.read(document)), true, 0);
        } catch (UnreadableException strict) {
            try {
                var block = Json.lenient(new BufferedReader(Characters.of(document)).lines()
                        .collect(Collectors.joining("\n")));
                if (block.values().isEmpty()) {
                    throw strict;
                }
                return block;
            } catch (JsonProcessingException e) {
                throw strict;
            }
        }
    }

    private Place place(SourceDefinition source, Document document) {
        var read = Place.read(source, document);
        var own = read.or(() -> CanonicalUrl.absolute(text(feed, "feed_url"), null));
        var site = CanonicalUrl.absolute(text(feed, "home_page_url"), read.orElse(null));
        return new Place(site, own, site.or(() -> own).orElse(null));
    }

    Look look() {
        var entries = elements(feed.path("items")).filter(JsonNode::isObject).map(this::entry).toList();
        return origin.look(entries, whole && text(feed, "next_url").isEmpty(), feed.path("expired").asBoolean(false));
    }

    private Observation entry(JsonNode item) {
        var draft = origin.draft().id(text(item, "id")).headline(text(item, "title"))
                .published(text(item, "date_published")).modified(text(item, "date_modified"))
                .language(text(item, "language"));
        address(item, draft);
        draft.body(text(item, "content_html"));
        if (!draft.hasBody()) {
            draft.plainBody(text(item, "content_text"));
        }
        if (!draft.hasBody()) {
            draft.plainBody(text(item, "summary"));
        }
        var own = names(item);
        (own.isEmpty() ? authors : own).forEach(draft::author);
        Stream.of("image", "banner_image").map(name -> text(item, name)).filter(address -> !address.isEmpty())
                .forEach(address -> draft.media(MediaType.IMAGE, address, ""));
        elements(item.path("attachments")).forEach(attachment -> draft.media(
                MediaReader.type(text(attachment, "mime_type"), text(attachment, "url")), text(attachment, "url"),
                text(attachment, "title")));
        return draft.observation();
    }

    /// `external_url` is what the item is about; only where there is nothing else does it lead to it.
    private void address(JsonNode item, Draft draft) {
        var link = Stream.of("url", "external_url", "id").map(name -> text(item, name))
                .filter(address -> !address.isEmpty())
                .flatMap(address -> CanonicalUrl.absolute(address, address.equals(text(item, "id"))
                        ? null
                        : origin.page().base()).stream())
                .findFirst();
        link.map(Place::withoutTracking).ifPresent(draft::link);
        link.filter(Place::isOnAPage).map(URI::toString).ifPresent(draft::blog);
    }

    private static List<String> names(JsonNode of) {
        return Stream.concat(elements(of.path("authors")), Stream.of(of.path("author")))
                .map(author -> author.isTextual() ? author.textValue() : text(author, "name"))
                .filter(name -> !name.isBlank()).toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String text(JsonNode of, String name) {
        return Optional.of(of.path(name)).filter(JsonNode::isValueNode)
                .map(Json::scalar).map(String::strip).orElse("");
    }
}
