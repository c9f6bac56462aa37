package io.copydesk.enrich.tagging;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.copydesk.enrich.tagging.TopicPattern.Slot;
import io.copydesk.enrich.tagging.TopicPattern.Together;
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
    private static final Slot[] NO_SLOTS = {};
    private static final int[] NOTHING = {};
    private static final TopicPattern[] NO_PATTERNS = {};
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
    private final List<TopicPattern> patterns = new ArrayList<>();
    private final TopicPattern[] byNumber;
    private int allTops;
    private final Map<String, TopicPattern> byEntity = new HashMap<>();
    private final AhoCorasickDoubleArrayTrie<TopicPattern[]> automaton = new AhoCorasickDoubleArrayTrie<>();
    private final float[][] beside;
    private int slots;

    /// @param lists key of an entity → the list that it stands on
    TopicPatterns(TopicRules rules, Map<String, String> lists) {
        topics = rules.topics();
        topOf = new int[topics.size()];
        bitOf = new int[topics.size()];
        numberTopics();
        beside = new float[topics.size()][topics.size()];
        for (int topic = 0; topic < topics.size(); topic++) {
            float[] shares = beside[topic];
            topics.get(topic).beside().forEach((code, share) -> shares[numbers.getOrDefault(code, 0)] = share);
        }
        Map<String, Draft> drafts = new TreeMap<>();
        rules.idioms().forEach(idiom -> draft(drafts, idiom).idiom = true);
        Map<String, Map<Integer, Float>> entities = new TreeMap<>();
        for (int topic = 0; topic < topics.size(); topic++) {
            read(topic, drafts, entities);
        }
        readLists(lists, entities);
        entities.forEach((entity, votes) -> byEntity.put(entity, add(entity, false, votes)));
        build(drafts);
        byNumber = patterns.toArray(NO_PATTERNS);
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
                allTops |= bitOf[topic];
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
            TopicPattern whole = add(phrase.name(phrase.all().stream().map(List::getFirst).toList()), false, votes);
            var together = new Together(whole.number(), slots, phrase.all().size(), phrase.near(), bitOf[topic]);
            for (int index = 0; index < together.slots(); index++) {
                var slot = new Slot(together, index);
                phrase.all().get(index).forEach(term -> draft(drafts, term).slots.add(slot));
            }
            slots += together.slots();
            phrase.unless().forEach(term -> draft(drafts, term).silences.add(whole.number()));
        }
    }

    private void readLists(Map<String, String> lists, Map<String, Map<Integer, Float>> entities) {
        for (int topic = 0; topic < topics.size(); topic++) {
            int number = topic;
            Map<String, Float> voting = topics.get(topic).lists();
            lists.forEach((entity, list) -> {
                Float weight = voting.get(list);
                if (weight != null) {
                    vote(entities.computeIfAbsent(entity, key -> new LinkedHashMap<>()), number, weight);
                }
            });
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

    private TopicPattern add(String name, boolean anyEnding, Map<Integer, Float> votes) {
        return add(name, anyEnding, votes, tops(votes), NO_SLOTS, NOTHING);
    }

    private TopicPattern add(String name, boolean anyEnding, Map<Integer, Float> votes, int tops, Slot[] inPhrases,
            int[] silences) {
        int[] chosen = votes.keySet().stream().mapToInt(Integer::intValue).toArray();
        float[] weights = new float[chosen.length];
        for (int index = 0; index < chosen.length; index++) {
            weights[index] = votes.getOrDefault(chosen[index], 0f);
        }
        var pattern = new TopicPattern(patterns.size(), name, anyEnding, tops, chosen, weights, inPhrases, silences);
        patterns.add(pattern);
        return pattern;
    }

    private int tops(Map<Integer, Float> votes) {
        return votes.keySet().stream().mapToInt(topic -> bitOf[topic]).reduce(0, (one, other) -> one | other);
    }

    private void build(Map<String, Draft> drafts) {
        Map<String, List<TopicPattern>> written = new TreeMap<>();
        drafts.forEach((term, draft) -> {
            boolean anyEnding = term.endsWith("*");
            // what is there for phrases alone hides nothing
            int tops = draft.idiom ? NO_TOPS : draft.votes.isEmpty() ? -1 : tops(draft.votes);
            written.computeIfAbsent(anyEnding ? term.substring(0, term.length() - 1) : term, key -> new ArrayList<>())
                    .add(add(term, anyEnding, draft.votes, tops, draft.slots.toArray(NO_SLOTS),
                            draft.silences.stream().mapToInt(Integer::intValue).toArray()));
        });
        Map<String, TopicPattern[]> arrays = new TreeMap<>();
        written.forEach((term, list) -> arrays.put(term, list.toArray(NO_PATTERNS)));
        automaton.build(arrays);
        arrays.forEach((term, list) -> {
            boolean[] longer = {false};
            automaton.parseText(term.toCharArray(), (begin, end, found) -> longer[0] |= end - begin < term.length());
            for (TopicPattern pattern : longer[0] ? list : NO_PATTERNS) {
                pattern.hide(allTops & ~pattern.tops());
            }
        });
    }

    AhoCorasickDoubleArrayTrie<TopicPattern[]> automaton() {
        return automaton;
    }

    /// What votes where this entity is named: its key, its label or its type.
    @Nullable
    TopicPattern ofEntity(String name) {
        return byEntity.get(name);
    }

    TopicPattern pattern(int number) {
        return byNumber[number];
    }

    int count() {
        return byNumber.length;
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

    /// The least votes with which a top-level topic stands beside the others; none counts for more than `plenty`.
    double least(int topic, double[] votes, double plenty) {
        double least = 0;
        float[] shares = beside[topic];
        for (int other = 0; other < shares.length; other++) {
            least = Math.max(least, shares[other] * Math.min(votes[other], plenty));
        }
        return least;
    }

    /// The bit of a topic's top-level topic.
    int bitOf(int topic) {
        return bitOf[topic];
    }
}
