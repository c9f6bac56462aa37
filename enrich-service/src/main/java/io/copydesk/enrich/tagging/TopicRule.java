package io.copydesk.enrich.tagging;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What votes for one Media Topic.
///
/// @param code such as medtop:20000062
/// @param label in British English, as IPTC writes it
/// @param within code of the top-level topic that a finer one counts for
/// @param terms weight → words and phrases; a `*` at the end stands for any ending of the word
/// @param entities QID or label of an entity, or an entity type → weight, once however often it is named
/// @param lists list of the gazetteer → weight for each entity that stands on it
/// @param beside code of another top-level topic → share of its votes that this one needs to stand beside it
/// @param phrases words that vote only together, or only where others are absent
record TopicRule(String code, String label, @Nullable String within, Map<Float, List<String>> terms,
        Map<String, Float> entities, Map<String, Float> lists, Map<String, Float> beside, List<Phrase> phrases) {

    /// Words that vote when one of each list stands near one of every other, in any order.
    ///
    /// @param all the lists; a single one makes terms that depend on `unless` only
    /// @param near the most characters that lie between the beginnings of the first and the last
    /// @param unless terms that silence the phrase wherever in the entry they are
    record Phrase(List<List<String>> all, int near, List<String> unless, float weight) {
        private static final int USUAL_NEAR = 60;

        Phrase {
            all = all == null ? List.of() : all.stream().map(List::copyOf).toList();
            near = near == 0 ? USUAL_NEAR : near;
            unless = unless == null ? List.of() : List.copyOf(unless);
        }

        /// How the phrase is named among the terms that voted.
        String name(List<String> found) {
            return String.join(" + ", found);
        }
    }

    TopicRule {
        code = code == null ? "" : code;
        label = label == null ? "" : label;
        terms = terms == null ? Map.of() : terms;
        entities = entities == null ? Map.of() : entities;
        lists = lists == null ? Map.of() : lists;
        beside = beside == null ? Map.of() : beside;
        phrases = phrases == null ? List.of() : List.copyOf(phrases);
    }

    /// Code of the top-level topic: its own if it is one.
    String top() {
        return within == null ? code : within;
    }
}
