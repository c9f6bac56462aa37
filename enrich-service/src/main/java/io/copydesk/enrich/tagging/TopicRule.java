package io.copydesk.enrich.tagging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What votes for one Media Topic.
///
/// @param code such as medtop:20000062
/// @param label in British English, as IPTC writes it
/// @param within code of the top-level topic that a finer one counts for
/// @param terms words and phrases → weight; a `*` at the end stands for any ending of the word
/// @param entities QID or label of an entity, or an entity type → weight, once however often it is named
record TopicRule(String code, String label, @Nullable String within, Map<String, Float> terms,
        Map<String, Float> entities) {

    TopicRule {
        code = code == null ? "" : code;
        label = label == null ? "" : label;
        terms = terms == null ? Map.of() : terms;
        entities = entities == null ? Map.of() : entities;
    }
}
