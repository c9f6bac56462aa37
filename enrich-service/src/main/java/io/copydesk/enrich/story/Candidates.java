package io.copydesk.enrich.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The few stories that share most of a telling's rarest terms; only these are looked at closely.
final class Candidates {
    static final int MOST = 10;
    private static final int TERMS = 16;
    /// A term that more stories have tells none of them apart.
    private static final int COMMON_TERM = 500;
    private static final long MILLI = 1_000;

    private final StoryIndex index;
    private final Weights weights;
    private final Tally shared = new Tally();

    private record Rare(int term, double weight) {}

    private static final Comparator<Rare> HEAVIEST = (left, right) -> left.weight() == right.weight()
            ? Integer.compare(left.term(), right.term())
            : Double.compare(right.weight(), left.weight());

    Candidates(StoryIndex index, Weights weights) {
        this.index = index;
        this.weights = weights;
    }

    /// Best first.
    List<Story> of(Member telling) {
        for (var rare : rarest(telling.features())) {
            index.storiesWithTerm().addTo(shared, rare.term(), Math.round(rare.weight() * MILLI), COMMON_TERM);
        }
        return shared.best(MOST, 1, index::storyAt, Comparator.comparing(Story::id));
    }

    private List<Rare> rarest(Features features) {
        var found = new ArrayList<Rare>();
        for (int at = 0; at < features.terms().length; at++) {
            int term = features.terms()[at];
            int stories = index.storiesWithTerm().count(term);
            if (stories > 0 && stories <= COMMON_TERM && !weights.isCommon(term)) {
                found.add(new Rare(term, weights.of(term, features.kinds()[at])));
            }
        }
        found.sort(HEAVIEST);
        return found.size() > TERMS ? found.subList(0, TERMS) : found;
    }
}
