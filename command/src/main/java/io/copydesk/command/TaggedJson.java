package io.copydesk.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.TopicTag;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One line of `copydesk tag`: what became of an update. Offsets are UTF-16 code units of the text that `field` names.
final class TaggedJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TaggedJson() {}

    static JsonNode of(Desk.Outcome outcome, @Nullable StoryLink link) {
        var line = JSON.objectNode();
        var entry = outcome.entry();
        put(line, "id", entry.map(Entry::getId));
        line.put("revision", entry.map(Entry::getRevision).orElse(0));
        line.put("change",
                outcome.change() == ChangeKind.UNKNOWN ? "UNCHANGED" : outcome.change().name());
        put(line, "blog", entry.map(Entry::getBlog));
        put(line, "language", entry.flatMap(Entry::getLanguage));
        var entities = line.putArray("entities");
        entry.ifPresent(state -> state.getEntities().forEach(mention -> entities.add(of(mention))));
        var topics = line.putArray("topics");
        entry.ifPresent(state -> state.getTopics().forEach(topic -> topics.add(of(topic))));
        put(line, "story", Optional.ofNullable(link).map(StoryLink::getStory));
        put(line, "duplicateOf", Optional.ofNullable(link).flatMap(StoryLink::getDuplicateOf));
        if (link != null) {
            link.getReasons().forEach(line.putArray("storyReasons")::add);
        }
        return line;
    }

    private static ObjectNode of(EntityMention mention) {
        return JSON.objectNode().put("id", mention.getEntity()).put("label", mention.getLabel())
                .put("type", mention.getType().name()).put("text", mention.getSurface())
                .put("field", mention.getField().name().toLowerCase(Locale.ROOT)).put("start", mention.getStart())
                .put("end", mention.getEnd()).put("rule", mention.getRule())
                .put("confidence", mention.getConfidence());
    }

    private static ObjectNode of(TopicTag topic) {
        var json = JSON.objectNode().put("code", topic.getCode()).put("label", topic.getLabel())
                .put("score", topic.getScore()).put("top", topic.getTop());
        topic.getTerms().forEach(json.putArray("because")::add);
        return json;
    }

    /// A field that has no value is null, so that every line has the same fields.
    private static void put(ObjectNode line, String field, Optional<String> value) {
        line.put(field, value.orElse(null));
    }
}
