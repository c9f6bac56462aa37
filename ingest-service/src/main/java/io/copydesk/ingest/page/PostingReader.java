package io.copydesk.ingest.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.Media;
import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.PlainText;
import io.copydesk.ingest.text.Times;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the postings of one page as observations.
final class PostingReader {
    private final SourceDefinition source;
    private final Document document;
    private final Parser parser;
    private final JsonLd data;
    private final Page page;
    private final Times times;

    PostingReader(SourceDefinition source, Document document, Parser parser, JsonLd data, Page page) {
        this.source = source;
        this.document = document;
        this.parser = parser;
        this.data = data;
        this.page = page;
        this.times = Times.in(source.getZone());
    }

    /// The updates of a blog's postings, oldest first; what a posting repeats of an earlier one comes once.
    List<Observation> updates(List<JsonNode> blogs) {
        var updates = new ArrayList<Observation>();
        for (var blog : blogs) {
            var others = Set.copyOf(updates);
            data.values(blog, "liveBlogUpdate").stream().filter(JsonNode::isObject)
                    .map(update -> entry(update, EntryRole.UPDATE, 0)).filter(update -> !others.contains(update))
                    .forEach(updates::add);
        }
        var sorted = OldestFirst.of(updates);
        var placed = new ArrayList<Observation>(sorted.size());
        for (int position = 0; position < sorted.size(); position++) {
            placed.add(Observation.newBuilder(sorted.get(position)).setPosition(position).build());
        }
        return placed;
    }

    Observation entry(JsonNode posting, EntryRole role, int position) {
        var url = data.text(posting, "url", "mainEntityOfPage");
        var permalink = CanonicalUrl.absolute(url, page.base()).map(URI::toString);
        var canonical = CanonicalUrl.of(url, page.base());
        if (role == EntryRole.ARTICLE) {
            canonical = page.canonical().or(() -> CanonicalUrl.of(url, page.base()));
        } else {
            // the page's own address is no evidence of one of its updates
            canonical = canonical.filter(it -> !page.canonical().equals(Optional.of(it)));
            permalink = permalink.filter(it -> it.contains("#") || !CanonicalUrl.of(it, null).equals(page.canonical()));
        }
        return Observation.newBuilder().setSource(source.getId())
                .setBlog(source.getBlog().or(page::canonical).orElse(source.getId())).setNativeId(nativeId(posting))
                .setPermalink(permalink.orElse(null)).setUrl(canonical.orElse(null)).setAliases(aliases(posting))
                .setHeadline(PlainText.line(data.text(posting, "headline", "name"))).setBody(body(posting))
                .setAuthors(authors(posting)).setMedia(media(posting)).setPublished(time(posting, "datePublished"))
                .setModified(time(posting, "dateModified")).setLanguage(language(posting)).setRole(role)
                .setSignal(Signal.SEEN).setLook(document.look()).setPosition(position)
                .setLookComplete(source.getComplete()).setParser(parser.name()).setParserVersion(parser.version())
                .setObservedAt(document.observedAt()).build();
    }

    private @Nullable String nativeId(JsonNode posting) {
        var id = PlainText.asClaimed(posting.path("@id").asText(""));
        return id.isEmpty() ? null : id;
    }

    private List<String> aliases(JsonNode posting) {
        return data.values(posting, "identifier").stream()
                .map(value -> value.isValueNode() ? value.asText() : value.path("value").asText())
                .map(PlainText::asClaimed)
                .filter(alias -> !alias.isEmpty()).distinct().toList();
    }

    private String body(JsonNode posting) {
        var paragraphs = new ArrayList<String>();
        for (var property : List.of("articleBody", "text", "description")) {
            data.values(posting, property).stream().filter(JsonNode::isTextual).map(JsonNode::textValue)
                    .map(PlainText::ofMarkup).filter(text -> !text.isEmpty()).forEach(paragraphs::add);
            if (!paragraphs.isEmpty()) {
                break;
            }
        }
        return String.join("\n\n", paragraphs);
    }

    private List<String> authors(JsonNode posting) {
        return data.values(posting, "author").stream()
                .map(author -> author.isTextual() ? author.textValue() : data.text(author, "name"))
                .filter(name -> !name.startsWith("http")).map(PlainText::line).filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private List<Media> media(JsonNode posting) {
        var media = new LinkedHashMap<String, Media>();
        for (var kind : List.of(new Kind("image", MediaType.IMAGE, List.of("url", "contentUrl")),
                new Kind("video", MediaType.VIDEO, List.of("contentUrl", "embedUrl", "url")),
                new Kind("audio", MediaType.AUDIO, List.of("contentUrl", "embedUrl", "url")))) {
            for (var value : data.values(posting, kind.property())) {
                var address = value.isTextual()
                        ? value.textValue()
                        : data.text(value, kind.addresses().toArray(String[]::new));
                var caption = value.isTextual() ? "" : data.text(value, "caption", "description", "name");
                CanonicalUrl.absolute(address, page.base()).map(URI::toString).ifPresent(url -> media.putIfAbsent(url,
                        Media.newBuilder().setUrl(url).setType(kind.type()).setCaption(PlainText.line(caption))
                                .build()));
            }
        }
        return List.copyOf(media.values());
    }

    private record Kind(String property, MediaType type, List<String> addresses) {}

    private @Nullable Time time(JsonNode posting, String property) {
        var text = data.text(posting, property);
        return text.isBlank() ? null : times.read(text);
    }

    private @Nullable String language(JsonNode posting) {
        var claimed = PlainText.asClaimed(data.text(posting, "inLanguage"));
        var language = claimed.isEmpty() ? PlainText.asClaimed(page.language()) : claimed;
        return language.isEmpty() || language.length() > 35 ? null : language;
    }
}
