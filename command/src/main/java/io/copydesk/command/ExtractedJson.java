package io.copydesk.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Kind;
import java.nio.file.Path;
import java.util.Optional;

/// An observation under the push API's field names; what the entry has not is left out. Times are instants in UTC.
final class ExtractedJson {
    private ExtractedJson() {}

    /// @param identity the kind of evidence that the entry is known by within its document
    static JsonNode of(Observation entry, String identity, Kind kind, Path file) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("source", entry.getSource()).put("blog", entry.getBlog());
        put(json, "id", entry.getNativeId());
        put(json, "url", entry.getPermalink().or(entry::getUrl));
        json.put("headline", entry.getHeadline()).put("body", entry.getBody());
        entry.getAuthors().forEach(json.putArray("authors")::add);
        put(json, "publishedAt", instant(entry.getPublished()));
        put(json, "modifiedAt", instant(entry.getModified()));
        json.put("pinned", entry.getPinned()).put("keyEvent", entry.getKeyEvent())
                .put("retracted", entry.getSignal() == Signal.RETRACTED);
        put(json, "language", entry.getLanguage());
        return json.put("identity", identity).put("kind", kind.label()).put("file", file.toString());
    }

    private static Optional<String> instant(Optional<Time> time) {
        return time.flatMap(Time::getInstant).map(Object::toString);
    }

    private static void put(ObjectNode json, String field, Optional<String> value) {
        value.ifPresent(text -> json.put(field, text));
    }
}
