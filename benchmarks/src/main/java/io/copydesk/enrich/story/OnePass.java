package io.copydesk.enrich.story;

import io.copydesk.enrich.state.Telling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a textbook does: one pass over the tellings, TF-IDF, and each joins the story with the highest cosine among all
/// that share a term with it. It knows no blogs, repeats, names or second thoughts, and revises nothing.
final class OnePass {
    private static final double SAME_STORY = 0.25;
    /// A term that more stories have is no way to find them: without this, a telling is compared with half of all.
    private static final int COMMON_TERM = 500;

    private final Map<Integer, Map<Cluster, Integer>> clustersWithTerm = new HashMap<>();
    private final Deque<Kept> kept = new ArrayDeque<>();
    private int clusters;

    private static final class Cluster {
        private double square;
        private int size;
    }

    private record Kept(Cluster cluster, Features features, long observedAt) {}

    int stories() {
        return clusters;
    }

    void tell(Telling telling) {
        var features = Features.of(telling);
        int[] terms = features.terms();
        long now = telling.getObservedAt().toEpochMilli();
        while (!kept.isEmpty() && kept.getFirst().observedAt() < now - StoryEngine.KEPT.toMillis()) {
            forget(kept.removeFirst());
        }
        var cluster = nearest(terms);
        if (cluster.size++ == 0) {
            clusters++;
        }
        for (int term : terms) {
            int count = clustersWithTerm.computeIfAbsent(term, key -> new HashMap<>()).merge(cluster, 1, Integer::sum);
            cluster.square += 2 * count - 1;
        }
        kept.add(new Kept(cluster, features, now));
    }

    private Cluster nearest(int[] terms) {
        var products = new HashMap<Cluster, Double>();
        double square = 0;
        for (int term : terms) {
            var with = clustersWithTerm.getOrDefault(term, Map.of());
            double idf = Math.log((1.0 + clusters) / (1.0 + with.size()));
            square += idf * idf;
            if (with.size() <= COMMON_TERM) {
                with.forEach((cluster, count) -> products.merge(cluster, count * idf, Double::sum));
            }
        }
        List<Cluster> best = new ArrayList<>(List.of(new Cluster()));
        double highest = SAME_STORY;
        for (var product : products.entrySet()) {
            double cosine = product.getValue() / Math.sqrt(square * product.getKey().square);
            if (cosine > highest) {
                highest = cosine;
                best.set(0, product.getKey());
            }
        }
        return best.getFirst();
    }

    private void forget(Kept old) {
        var cluster = old.cluster();
        for (int term : old.features().terms()) {
            clustersWithTerm.computeIfPresent(term, (key, with) -> {
                with.computeIfPresent(cluster, (same, count) -> count == 1 ? null : count - 1);
                return with.isEmpty() ? null : with;
            });
        }
        if (--cluster.size == 0) {
            clusters--;
        }
    }
}
