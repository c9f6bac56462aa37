package io.copydesk.sink.opensearch;

import com.fasterxml.jackson.core.JsonGenerator;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.Media;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TopicTag;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The fields of the documents. They are called as in the contracts; what a record leaves open is left out.
final class Fields {
    private Fields() {}

    static void write(Entry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.getId());
        json.writeStringField("blog", entry.getBlog());
        json.writeStringField("source", entry.getSource());
        json.writeStringField("status", entry.getStatus().name());
        write("mergedInto", entry.getMergedInto(), json);
        write("evidence", entry.getEvidence(), json);
        json.writeStringField("identityRung", entry.getIdentityRung());
        write("aliases", entry.getAliases(), json);
        json.writeNumberField("revision", entry.getRevision());
        json.writeNumberField("version", entry.getVersion());
        json.writeStringField("contentHash", entry.getContentHash());
        json.writeStringField("role", entry.getRole().name());
        json.writeStringField("headline", entry.getHeadline());
        json.writeStringField("body", entry.getBody());
        write("authors", entry.getAuthors(), json);
        write("media", entry.getMedia(), Fields::write, json);
        write("permalink", entry.getPermalink(), json);
        write("url", entry.getUrl(), json);
        write("published", entry.getPublished(), Fields::write, json);
        write("modified", entry.getModified(), Fields::write, json);
        json.writeStringField("occurredAt", entry.getOccurredAt().toString());
        json.writeBooleanField("claimSuspect", entry.getClaimSuspect());
        json.writeStringField("firstObservedAt", entry.getFirstObservedAt().toString());
        json.writeStringField("observedAt", entry.getObservedAt().toString());
        json.writeBooleanField("pinned", entry.getPinned());
        json.writeBooleanField("keyEvent", entry.getKeyEvent());
        write("language", entry.getLanguage(), json);
        write("entities", entry.getEntities(), Fields::write, json);
        write("named", named(entry.getEntities()), json);
        write("topics", entry.getTopics(), Fields::write, json);
        json.writeStringField("gazetteer", entry.getGazetteer());
        json.writeStringField("topicRules", entry.getTopicRules());
        json.writeEndObject();
    }

    static void write(StoryLink link, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("entry", link.getEntry());
        json.writeStringField("story", link.getStory());
        write("duplicateOf", link.getDuplicateOf(), json);
        json.writeNumberField("score", link.getScore());
        write("reasons", link.getReasons(), json);
        json.writeNumberField("linkVersion", link.getLinkVersion());
        json.writeStringField("observedAt", link.getObservedAt().toString());
        json.writeEndObject();
    }

    // An entity's type, key and label in one word. In a list of objects OpenSearch forgets which values belong together,
    // so that counting by key could not tell the label; nested objects would, as one more document for each mention.
    private static List<String> named(List<EntityMention> mentions) {
        var named = new LinkedHashSet<String>();
        mentions.forEach(one -> named.add(one.getType() + "|" + one.getEntity() + "|" + one.getLabel()));
        return List.copyOf(named);
    }

    private static void write(EntityMention mention, JsonGenerator json) throws IOException {
        json.writeStringField("entity", mention.getEntity());
        write("qid", mention.getQid(), json);
        json.writeStringField("label", mention.getLabel());
        json.writeStringField("type", mention.getType().name());
        json.writeStringField("surface", mention.getSurface());
        json.writeStringField("field", mention.getField().name());
        json.writeNumberField("start", mention.getStart());
        json.writeNumberField("end", mention.getEnd());
        json.writeStringField("rule", mention.getRule());
        json.writeNumberField("confidence", mention.getConfidence());
    }

    private static void write(TopicTag topic, JsonGenerator json) throws IOException {
        json.writeStringField("code", topic.getCode());
        json.writeStringField("label", topic.getLabel());
        json.writeNumberField("score", topic.getScore());
        write("terms", topic.getTerms(), json);
        json.writeStringField("top", topic.getTop());
    }

    private static void write(Media media, JsonGenerator json) throws IOException {
        json.writeStringField("url", media.getUrl());
        json.writeStringField("type", media.getType().name());
        json.writeStringField("caption", media.getCaption());
    }

    private static void write(Time time, JsonGenerator json) throws IOException {
        var instant = time.getInstant();
        if (instant.isPresent()) {
            json.writeStringField("instant", instant.get().toString());
        }
        json.writeStringField("text", time.getText());
        json.writeStringField("zone", time.getZone().name());
        json.writeStringField("precision", time.getPrecision().name());
    }

    private static void write(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void write(String name, List<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static <T> void write(String name, List<T> values, Inner<T> inner, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeStartObject();
            inner.write(value, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static <T> void write(String name, Optional<T> value, Inner<T> inner, JsonGenerator json)
            throws IOException {
        if (value.isPresent()) {
            json.writeObjectFieldStart(name);
            inner.write(value.get(), json);
            json.writeEndObject();
        }
    }

    private interface Inner<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }
}
