package io.copydesk.enrich.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The few stories that share most of a telling's rarest terms; only these are looked at closely.
final class Candidates {
    static final int MOST = 10;
    private static final int TERMS = 20;
    /// A term that more stories have tells none of them apart.
    private static final int COMMON_TERM = 800;
    private static final long MILLI = 1_000;

    private final StoryIndex index;
    private final Weights weights;
    private long[] shared = new long[64];

    private record Rare(int term, double weight) {}

    Candidates(StoryIndex index, Weights weights) {
        this.index = index;
        this.weights = weights;
    }

    /// Best first.
    List<Story> of(Member telling) {
        if (shared.length < index.storySlots()) {
            shared = Arrays.copyOf(shared, index.storySlots() * 2);
        }
        var touched = IntStream.builder();
        for (var rare : rarest(telling.features())) {
            var stories = index.storiesWith(rare.term());
            long weight = Math.round(rare.weight() * MILLI);
            for (int at = 0; at < stories.size(); at++) {
                int slot = stories.get(at);
                if (shared[slot] == 0) {
                    touched.add(slot);
                }
                shared[slot] += weight;
            }
        }
        var slots = touched.build().toArray();
        var best = best(slots);
        for (int slot : slots) {
            shared[slot] = 0;
        }
        return best;
    }

    private List<Rare> rarest(Features features) {
        var found = new ArrayList<Rare>();
        for (int at = 0; at < features.terms().length; at++) {
            int term = features.terms()[at];
            int stories = index.storiesWith(term).size();
            if (stories > 0 && stories <= COMMON_TERM && !weights.isCommon(term)) {
                found.add(new Rare(term, weights.of(term, features.kinds()[at])));
            }
        }
        found.sort(Comparator.comparing(Rare::weight).reversed().thenComparing(Rare::term));
        return found.size() > TERMS ? found.subList(0, TERMS) : found;
    }

    private List<Story> best(int[] slots) {
        long[] ranked = Arrays.stream(slots).mapToLong(slot -> shared[slot]).sorted().toArray();
        if (ranked.length == 0) {
            return List.of();
        }
        long least = ranked[Math.max(0, ranked.length - MOST)];
        return Arrays.stream(slots).filter(slot -> shared[slot] >= least).boxed()
                .sorted(Comparator.comparing((Integer slot) -> shared[slot]).reversed()
                        .thenComparing(slot -> index.storyAt(slot).id()))
                .limit(MOST).map(index::storyAt).toList();
    }
}
