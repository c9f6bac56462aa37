package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.TextField;

/// A place in the folded text of one field that names an entity.
///
/// @param begin first folded character
/// @param end after the last folded character
record Sighting(int begin, int end, Entity entity, Rule rule) {
    /// Why a place is believed to name an entity, and how far it is.
    enum Rule {
        ALIAS("gazetteer:alias", 0.98f), SHORT("gazetteer:surname", 0.95f), DEMONYM("gazetteer:demonym",
                0.92f), CONTEXT("gazetteer:context", 0.88f), MEMORY("memory:surname", 0.9f);

        private final String published;
        private final float confidence;

        Rule(String published, float confidence) {
            this.published = published;
            this.confidence = confidence;
        }
    }

    boolean overlaps(Sighting other) {
        return begin < other.end && other.begin < end;
    }

    EntityMention toMention(FoldedText text, TextField field) {
        int start = text.start(begin);
        int stop = text.end(end);
        return EntityMention.newBuilder()
                .setEntity(entity.key())
                .setQid(entity.publishedQid())
                .setLabel(entity.label())
                .setType(entity.type())
                .setSurface(text.original().substring(start, stop))
                .setField(field)
                .setStart(start)
                .setEnd(stop)
                .setRule(rule.published)
                .setConfidence(rule.confidence)
                .build();
    }
}
