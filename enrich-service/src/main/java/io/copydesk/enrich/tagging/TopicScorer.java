package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.TopicTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Turns the votes of words, phrases and entities into topics.
///
/// A term votes its weight, again with falling force for each repetition, and more in the headline; an entity votes once.
/// A vote for a finer topic counts for the top-level topic that it is within. Long texts gather stray votes, so votes are
/// weighed against the length; what is left is squashed to 0..1. A finer topic is published when it passes by its own
/// votes and its top-level topic passes too.
final class TopicScorer {
    /// Votes that give a score of one half.
    private static final double HALF = 2.4;
    /// From here on, in characters, votes are weighed against the length: some three paragraphs.
    private static final double USUAL_LENGTH = 900;
    /// A topic with less than this share of the best topic's votes is an aside, but where a topic is so much in evidence
    /// that nearly everything beside it would be one, no more is asked than the share of this many votes.
    private static final double ASIDE = 0.28;
    private static final double PLENTY = 12;
    private static final int MOST_TERMS = 8;
    private static final double IN_HEADLINE = 1.6;

    private record Found(int topic, double votes) {}

    private record Term(String name, double votes) {}

    private static final Comparator<Term> STRONGEST = Comparator.comparingDouble(Term::votes).reversed()
            .thenComparing(Term::name);

    private final TopicPatterns patterns;
    private final float threshold;
    private final Comparator<Found> best;
    private final ThreadLocal<TopicBallot> ballots;

    TopicScorer(TopicRules rules) {
        this(rules, Map.of());
    }

    /// @param lists key of an entity → the list of the gazetteer that it stands on
    TopicScorer(TopicRules rules, Map<String, String> lists) {
        threshold = rules.threshold();
        patterns = new TopicPatterns(rules, lists);
        best = Comparator.comparingDouble(Found::votes).reversed()
                .thenComparing(found -> rules.topics().get(found.topic()).code());
        ballots = ThreadLocal.withInitial(() -> new TopicBallot(patterns));
    }

    /// Best first; equal scores in the order of their codes.
    List<TopicTag> score(EntryText entry, List<EntityMention> mentions) {
        TopicBallot ballot = ballots.get();
        ballot.clear();
        ballot.count(entry.headline(), IN_HEADLINE);
        ballot.count(entry.body(), 1);
        for (EntityMention mention : mentions) {
            String label = mention.getLabel();
            ballot.countEntity(patterns.ofEntity(mention.getEntity()), label);
            ballot.countEntity(patterns.ofEntity(label), label);
            ballot.countEntity(patterns.ofEntity(mention.getType().name()), label);
        }
        if (ballot.voters() == 0) {
            return List.of();
        }
        int length = entry.headline().length() + entry.body().length();
        return published(ballot.sum(), Math.sqrt(Math.max(1, length / USUAL_LENGTH)), ballot);
    }

    private List<TopicTag> published(double[] votes, double share, TopicBallot ballot) {
        double most = 0;
        for (double sum : votes) {
            most = Math.max(most, sum);
        }
        double aside = Math.min(most, PLENTY * share) * ASIDE;
        var found = new ArrayList<Found>();
        for (int topic = 0; topic < votes.length; topic++) {
            int top = patterns.topOf(topic);
            double least = Math.min(votes[topic], votes[top]);
            if (least >= aside && votes[top] >= patterns.least(top, votes, PLENTY * share)
                    && squashed(least / share) >= threshold) {
                found.add(new Found(topic, votes[topic]));
            }
        }
        found.sort(best);
        var tags = new ArrayList<TopicTag>(found.size());
        for (Found each : found) {
            tags.add(tag(each, share, ballot));
        }
        return tags;
    }

    private static double squashed(double votes) {
        return votes <= 0 ? 0 : votes / (votes + HALF);
    }

    private TopicTag tag(Found found, double share, TopicBallot ballot) {
        TopicRule rule = patterns.topics().get(found.topic());
        // not by Avro's builder, which looks every default up
        return new TopicTag(rule.code(), rule.label(), (float) squashed(found.votes() / share),
                terms(found.topic(), ballot), rule.top());
    }

    private static List<String> terms(int topic, TopicBallot ballot) {
        var terms = new ArrayList<Term>();
        for (int voter = 0; voter < ballot.voters(); voter++) {
            double votes = ballot.votesOf(voter, topic);
            if (votes > 0) {
                terms.add(new Term(ballot.nameOf(voter), votes));
            }
        }
        terms.sort(STRONGEST);
        var names = new ArrayList<String>(Math.min(terms.size(), MOST_TERMS));
        for (int term = 0; term < terms.size() && term < MOST_TERMS; term++) {
            names.add(terms.get(term).name());
        }
        return names;
    }
}
