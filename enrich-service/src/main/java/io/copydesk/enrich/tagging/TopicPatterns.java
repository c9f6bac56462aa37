package io.copydesk.enrich.tagging;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rules as arrays: everything that can vote has a number, and each number its votes.
///
/// What votes for a finer topic votes for its top-level topic as well, with the largest of its weights where it votes for
/// several that are within the same one.
final class TopicPatterns {
    /// Something that can vote: a term, an entity or a phrase.
    ///
    /// @param tops a bit for each top-level topic that it votes for
    /// @param topics numbers of the topics that it votes for
    record Pattern(int number, String name, boolean anyEnding, int tops, int[] topics, float[] weights, Slot[] slots,
            int[] silences) {
        /// Whether it is written to be part of phrases only.
        boolean votes() {
            return topics.length > 0;
        }
    }

    /// The place of a term in a phrase.
    record Slot(Together phrase, int index) {}

    /// A phrase as it is counted.
    ///
    /// @param number of the pattern that stands for it
    /// @param first where its slots begin in the table of the places last seen
    record Together(int number, int first, int slots, int near, int tops) {}

    private static final Slot[] NO_SLOTS = {};
    private static final int[] NOTHING = {};
    /// An idiom hides terms of every topic.
    private static final int NO_TOPS = 0;

    /// A term while the rules are read.
    private static final class Draft {
        private final Map<Integer, Float> votes = new LinkedHashMap<>();
        private final List<Slot> slots = new ArrayList<>();
        private final List<Integer> silences = new ArrayList<>();
        private boolean idiom;
    }

    private final List<TopicRule> topics;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int[] topOf;
    private final int[] bitOf;
    private final List<Pattern> patterns = new ArrayList<>();
    private final Map<String, Pattern> byEntity = new HashMap<>();
    private final AhoCorasickDoubleArrayTrie<Pattern[]> automaton = new AhoCorasickDoubleArrayTrie<>();
    private int slots;

    TopicPatterns(TopicRules rules) {
        topics = rules.topics();
        topOf = new int[topics.size()];
        bitOf = new int[topics.size()];
        numberTopics();
        Map<String, Draft> drafts = new TreeMap<>();
        rules.idioms().forEach(idiom -> draft(drafts, idiom).idiom = true);
        Map<String, Map<Integer, Float>> entities = new TreeMap<>();
        for (int topic = 0; topic < topics.size(); topic++) {
            read(topic, drafts, entities);
        }
        entities.forEach((entity, votes) -> byEntity.put(entity, add(entity, false, votes)));
        build(drafts);
    }

    private void numberTopics() {
        for (int topic = 0; topic < topics.size(); topic++) {
            numbers.put(topics.get(topic).code(), topic);
        }
        int bits = 0;
        for (int topic = 0; topic < topics.size(); topic++) {
            topOf[topic] = numbers.getOrDefault(topics.get(topic).top(), topic);
            if (topOf[topic] == topic) {
                bitOf[topic] = 1 << bits++;
            }
        }
        if (bits > Integer.SIZE) {
            throw new GazetteerException(List.of("more than " + Integer.SIZE + " top-level topics"));
        }
        for (int topic = 0; topic < topics.size(); topic++) {
            bitOf[topic] = bitOf[topOf[topic]];
        }
    }

    private void read(int topic, Map<String, Draft> drafts, Map<String, Map<Integer, Float>> entities) {
        TopicRule rule = topics.get(topic);
        rule.terms().forEach((weight, terms) -> terms.forEach(term -> vote(draft(drafts, term).votes, topic, weight)));
        rule.entities()
                .forEach((entity, weight) -> vote(entities.computeIfAbsent(entity, key -> new LinkedHashMap<>()), topic,
                        weight));
        for (TopicRule.Phrase phrase : rule.phrases()) {
            Map<Integer, Float> votes = new LinkedHashMap<>();
            vote(votes, topic, phrase.weight());
            Pattern whole = add(phrase.name(phrase.all().stream().map(List::getFirst).toList()), false, votes);
            var together = new Together(whole.number(), slots, phrase.all().size(), phrase.near(), bitOf[topic]);
            for (int index = 0; index < together.slots(); index++) {
                var slot = new Slot(together, index);
                phrase.all().get(index).forEach(term -> draft(drafts, term).slots.add(slot));
            }
            slots += together.slots();
            phrase.unless().forEach(term -> draft(drafts, term).silences.add(whole.number()));
        }
    }

    private void vote(Map<Integer, Float> votes, int topic, float weight) {
        votes.merge(topic, weight, Math::max);
        votes.merge(topOf[topic], weight, Math::max);
    }

    private static Draft draft(Map<String, Draft> drafts, String term) {
        boolean anyEnding = term.endsWith("*");
        String written = FoldedText.fold(anyEnding ? term.substring(0, term.length() - 1) : term);
        return drafts.computeIfAbsent(anyEnding ? written + "*" : written, key -> new Draft());
    }

    private Pattern add(String name, boolean anyEnding, Map<Integer, Float> votes) {
        return add(name, anyEnding, votes, tops(votes), NO_SLOTS, NOTHING);
    }

    private Pattern add(String name, boolean anyEnding, Map<Integer, Float> votes, int tops, Slot[] inPhrases,
            int[] silences) {
        int[] chosen = votes.keySet().stream().mapToInt(Integer::intValue).toArray();
        float[] weights = new float[chosen.length];
        for (int index = 0; index < chosen.length; index++) {
            weights[index] = votes.getOrDefault(chosen[index], 0f);
        }
        var pattern = new Pattern(patterns.size(), name, anyEnding, tops, chosen, weights, inPhrases, silences);
        patterns.add(pattern);
        return pattern;
    }

    private int tops(Map<Integer, Float> votes) {
        return votes.keySet().stream().mapToInt(topic -> bitOf[topic]).reduce(0, (one, other) -> one | other);
    }

    private void build(Map<String, Draft> drafts) {
        Map<String, List<Pattern>> written = new TreeMap<>();
        drafts.forEach((term, draft) -> {
            boolean anyEnding = term.endsWith("*");
            // what is there for phrases alone hides nothing
            int tops = draft.idiom ? NO_TOPS : draft.votes.isEmpty() ? -1 : tops(draft.votes);
            written.computeIfAbsent(anyEnding ? term.substring(0, term.length() - 1) : term, key -> new ArrayList<>())
                    .add(add(term, anyEnding, draft.votes, tops, draft.slots.toArray(NO_SLOTS),
                            draft.silences.stream().mapToInt(Integer::intValue).toArray()));
        });
        Map<String, Pattern[]> arrays = new TreeMap<>();
        written.forEach((term, list) -> arrays.put(term, list.toArray(new Pattern[0])));
        automaton.build(arrays);
    }

    AhoCorasickDoubleArrayTrie<Pattern[]> automaton() {
        return automaton;
    }

    /// What votes where this entity is named: its key, its label or its type.
    @Nullable
    Pattern ofEntity(String name) {
        return byEntity.get(name);
    }

    Pattern pattern(int number) {
        return patterns.get(number);
    }

    int count() {
        return patterns.size();
    }

    int slotCount() {
        return slots;
    }

    List<TopicRule> topics() {
        return topics;
    }

    /// Number of the top-level topic of a topic.
    int topOf(int topic) {
        return topOf[topic];
    }

    /// The bit of a topic's top-level topic.
    int bitOf(int topic) {
        return bitOf[topic];
    }
}
