package io.copydesk.ingest.cms;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.Json;
import io.copydesk.ingest.text.Markup;
import java.util.List;
import java.util.Optional;

/// A place in an answer. What is missing or of another type than it should be is empty, so that one bad field costs
/// itself and nothing else.
record Fields(JsonNode node) {
    private static final int MAX_MESSAGE_CHARS = 200;

    /// A whole answer.
    ///
    /// @throws UnreadableException when it is no JSON, or has more markup in its texts than memory is for
    static Fields of(Document document) throws UnreadableException {
        var answer = new Fields(Json.read(document));
        // an escaped tag is none in the document's bytes, and costs as much as any once it is read
        Markup.checkTags(document, answer.tags());
        return answer;
    }

    /// The same for a document that may be of any kind.
    static Optional<Fields> ifAny(Document document) {
        return Json.ifAny(document).map(Fields::new);
    }

    private long tags() {
        if (node.isTextual()) {
            return node.textValue().chars().filter(c -> c == '<').count();
        }
        return all().stream().mapToLong(Fields::tags).sum();
    }

    Fields at(String name) {
        return new Fields(node.path(name));
    }

    boolean has(String name) {
        return node.has(name);
    }

    boolean isObject() {
        return node.isObject();
    }

    boolean isArray() {
        return node.isArray();
    }

    /// Whatever an array or an object holds.
    List<Fields> all() {
        return node.valueStream().map(Fields::new).toList();
    }

    /// What an array holds; one object instead of an array is one.
    List<Fields> list(String name) {
        var value = at(name);
        return value.isArray() ? value.all() : value.isObject() ? List.of(value) : List.of();
    }

    /// The first of these that is a text or a number and not blank, else empty.
    String text(String... names) {
        for (var name : names) {
            var text = at(name).text();
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    private String text() {
        return node.isTextual() || node.isNumber() ? Json.scalar(node) : "";
    }

    /// What the system says instead of an answer.
    String message(String... names) {
        var message = text(names);
        return message.length() <= MAX_MESSAGE_CHARS ? message : message.substring(0, MAX_MESSAGE_CHARS);
    }

    /// A count; empty when there is none.
    Optional<Long> number(String name) {
        var value = at(name).node;
        return value.isNumber() ? Optional.of(value.longValue()) : Optional.empty();
    }

    /// Whether it is true, in any of the ways in which systems write that.
    boolean isTrue(String name) {
        var value = at(name);
        return value.node.isBoolean()
                ? value.node.booleanValue()
                : value.text().equalsIgnoreCase("true") || value.text().equals("1");
    }

    /// Whether it is said not to be; what is not there is not said.
    boolean isFalse(String name) {
        var value = at(name);
        return value.node.isBoolean() ? !value.node.booleanValue() : value.text().equalsIgnoreCase("false");
    }
}
