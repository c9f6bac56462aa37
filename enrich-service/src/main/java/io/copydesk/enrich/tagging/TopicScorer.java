package io.copydesk.enrich.tagging;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.TopicTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts the votes of words, phrases and entities for topics.
///
/// A term votes its weight, again with falling force for each repetition, and double in the headline; an entity votes once.
/// A vote for a finer topic counts for the top-level topic that it is within. Long texts gather stray votes, so votes are
/// weighed against the length; what is left is squashed to 0..1.
final class TopicScorer {
    /// Votes that give a score of one half.
    private static final double HALF = 2.4;
    /// From here on, in characters, votes are weighed against the length: some three paragraphs.
    private static final double USUAL_LENGTH = 900;
    /// A topic with less than this share of the best topic's votes is an aside.
    private static final double ASIDE = 0.28;
    private static final int MOST_REPEATS = 4;
    private static final int MOST_TERMS = 8;
    private static final double IN_HEADLINE = 2.0;

    /// A term of a rule and what it votes for.
    private record Vote(TopicRule topic, String term, float weight, boolean anyEnding) {}

    private record Found(TopicRule topic, double votes, Map<String, Double> terms) {}

    private final TopicRules rules;
    private final AhoCorasickDoubleArrayTrie<List<Vote>> automaton = new AhoCorasickDoubleArrayTrie<>();
    private final Map<String, List<Vote>> byEntity = new HashMap<>();

    TopicScorer(TopicRules rules) {
        this.rules = rules;
        var votes = new TreeMap<String, List<Vote>>();
        for (TopicRule topic : rules.topics()) {
            topic.terms().forEach((term, weight) -> {
                boolean anyEnding = term.endsWith("*");
                String written = anyEnding ? term.substring(0, term.length() - 1) : term;
                votes.computeIfAbsent(FoldedText.fold(written), key -> new ArrayList<>())
                        .add(new Vote(topic, term, weight, anyEnding));
            });
            topic.entities().forEach((entity, weight) -> byEntity.computeIfAbsent(entity, key -> new ArrayList<>())
                    .add(new Vote(topic, entity, weight, false)));
        }
        automaton.build(votes);
    }

    /// Best first; equal scores in the order of their codes.
    List<TopicTag> score(EntryText entry, List<EntityMention> mentions) {
        Map<String, Map<String, Double>> votes = new TreeMap<>();
        count(entry.headline(), IN_HEADLINE, votes);
        count(entry.body(), 1, votes);
        countEntities(mentions, votes);
        Map<String, Map<String, Double>> all = rolledUp(votes);
        double length = entry.headline().length() + entry.body().length();
        double share = Math.sqrt(Math.max(1, length / USUAL_LENGTH));
        List<Found> found = rules.topics()
                .stream()
                .map(topic -> found(topic, all.getOrDefault(topic.code(), Map.of()), share))
                .toList();
        double best = found.stream().mapToDouble(Found::votes).max().orElse(0);
        return found.stream()
                .filter(topic -> topic.votes() >= best * ASIDE && squashed(topic.votes()) >= rules.threshold())
                .sorted(Comparator.comparingDouble(Found::votes).reversed()
                        .thenComparing(topic -> topic.topic().code()))
                .map(TopicScorer::tag)
                .toList();
    }

    private void count(FoldedText text, double factor, Map<String, Map<String, Double>> votes) {
        Map<Vote, Integer> times = new LinkedHashMap<>();
        automaton.parseText(text.characters(), (begin, end, terms) -> {
            if (text.startsWord(begin)) {
                boolean whole = text.endsWord(end);
                for (Vote vote : terms) {
                    if (whole || vote.anyEnding()) {
                        times.merge(vote, 1, Integer::sum);
                    }
                }
            }
        });
        times.forEach((vote, count) -> {
            double force = 1 + Math.log(Math.min(count, MOST_REPEATS)) / Math.log(2) / 2;
            cast(vote, vote.term(), vote.weight() * factor * force, votes);
        });
    }

    private void countEntities(List<EntityMention> mentions, Map<String, Map<String, Double>> votes) {
        Map<String, String> named = new LinkedHashMap<>();
        for (EntityMention mention : mentions) {
            named.putIfAbsent(mention.getEntity(), mention.getLabel());
            named.putIfAbsent(mention.getLabel(), mention.getLabel());
            named.putIfAbsent(mention.getType().name(), mention.getLabel());
        }
        named.forEach((key, label) -> byEntity.getOrDefault(key, List.of())
                .forEach(vote -> cast(vote, label, vote.weight(), votes)));
    }

    private void cast(Vote vote, String term, double weight, Map<String, Map<String, Double>> votes) {
        votes.computeIfAbsent(vote.topic().code(), key -> new TreeMap<>()).merge(term, weight, Double::sum);
    }

    /// Lets the finer topics' votes count for their top-level topics. A term that votes for several of them counts once.
    private Map<String, Map<String, Double>> rolledUp(Map<String, Map<String, Double>> votes) {
        Map<String, Map<String, Double>> all = new TreeMap<>();
        for (TopicRule topic : rules.topics()) {
            Map<String, Double> terms = votes.getOrDefault(topic.code(), Map.of());
            String top = topic.within();
            for (String code : top == null ? List.of(topic.code()) : List.of(topic.code(), top)) {
                Map<String, Double> sum = all.computeIfAbsent(code, key -> new TreeMap<>());
                terms.forEach((term, weight) -> sum.merge(term, weight, Math::max));
            }
        }
        return all;
    }

    private static Found found(TopicRule topic, Map<String, Double> terms, double share) {
        double sum = terms.values().stream().mapToDouble(Double::doubleValue).sum();
        return new Found(topic, sum / share, terms);
    }

    private static double squashed(double votes) {
        return votes <= 0 ? 0 : votes / (votes + HALF);
    }

    private static TopicTag tag(Found found) {
        List<String> terms = found.terms()
                .entrySet()
                .stream()
                .filter(term -> term.getValue() > 0)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TERMS)
                .map(Map.Entry::getKey)
                .toList();
        return TopicTag.newBuilder()
                .setCode(found.topic().code())
                .setLabel(found.topic().label())
                .setScore((float) squashed(found.votes()))
                .setTerms(terms)
                .build();
    }
}
