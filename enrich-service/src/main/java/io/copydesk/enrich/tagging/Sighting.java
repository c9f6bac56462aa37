package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.TextField;
import org.jspecify.annotations.Nullable;

/// A place in one field's words that names an entity.
///
/// @param first its first word
/// @param last its last word
/// @param name of the gazetteer, where it is one
/// @param end after the last folded character, which may be a dot after the last word
record Sighting(int first, int last, int end, Entity entity, Rule rule, float confidence, @Nullable Name name) {
    /// Why a place is believed to name an entity, and how far it usually is.
    enum Rule {
        ALIAS("gazetteer:alias", 0.98f), SHORT("gazetteer:surname", 0.95f), DEMONYM("gazetteer:demonym",
                0.92f), CONTEXT("gazetteer:context", 0.84f), TITLE("gazetteer:title", 0.8f),
        /// A gazetteer's person with further first names.
        FULLER("gazetteer:fuller", 0.9f), MEMORY_SURNAME("memory:surname", 0.9f), MEMORY_NAME("memory:name",
                0.86f), PATTERN_TITLE("pattern:title", 0.82f), PATTERN_SPEECH("pattern:speech", 0.74f), PATTERN_NAME(
                        "pattern:name", 0.72f), PATTERN_ORGANISATION("pattern:organisation", 0.76f), PATTERN_ACRONYM(
                                "pattern:acronym", 0.84f), PATTERN_PLACE("pattern:place",
                                        0.74f), PATTERN_EVENT("pattern:event", 0.8f);

        private final String published;
        private final float usual;

        Rule(String published, float usual) {
            this.published = published;
            this.usual = usual;
        }

        float usual() {
            return usual;
        }
    }

    private static final float MOST = 0.99f;

    static Sighting of(Words words, int first, int last, Entity entity, Rule rule) {
        return new Sighting(first, last, words.end(last), entity, rule, rule.usual, null);
    }

    /// Surer or less sure by `evidence`.
    Sighting adjusted(double evidence) {
        float adjusted = (float) Math.clamp(confidence + evidence, 0.3, MOST);
        return new Sighting(first, last, end, entity, rule, adjusted, name);
    }

    int length() {
        return last - first + 1;
    }

    EntityMention toMention(Words words, TextField field) {
        FoldedText text = words.text();
        int start = text.start(words.begin(first));
        int stop = text.end(end);
        // not by the builder, which checks each field against the schema once more
        return new EntityMention(entity.key(), entity.publishedQid(), entity.label(), entity.type(),
                text.original().substring(start, stop), field, start, stop, rule.published, confidence);
    }
}
