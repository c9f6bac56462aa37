package io.copydesk.enrich.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which stories prove to be one, once a telling has joined one of them. What came early was decided on little; this
/// decides it again on more, and so makes the outcome depend less on the order.
final class Merging {
    /// Two stories as alike as this are one; small ones must be more alike, for they agree by chance more easily.
    static final double SAME_STORY = 0.36;
    private static final double MORE_FOR_ONE = 0.1;
    /// A story of so few entries is taken in entry by entry.
    private static final int YOUNG = 3;
    /// A story larger than this is never moved into another.
    private static final int MOST_MOVED = 60;
    /// A telling must be so like a story to bring it to another's notice.
    private static final double NOTICED = 0.08;
    private static final int MOST_COMPARED = 8;

    private final StoryIndex index;
    private final Matching matching;
    private final Likeness likeness;

    Merging(StoryIndex index, Matching matching, Likeness likeness) {
        this.index = index;
        this.matching = matching;
        this.likeness = likeness;
    }

    /// One story that goes up in another.
    record Merge(Story from, String into, double likeness) {}

    /// @param id of the story that a telling has joined
    /// @param matches all that the telling is like
    List<Merge> of(String id, List<Match> matches) {
        var joined = index.story(id);
        if (joined.isEmpty()) {
            return List.of();
        }
        var story = joined.get();
        Map<Story, Double> same = new LinkedHashMap<>();
        for (var other : noticed(story, matches)) {
            double alike = alike(story, other);
            if (alike > 0) {
                same.put(other, alike);
            }
        }
        if (same.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<>(same.keySet());
        all.add(story);
        var oldest = all.stream().reduce((left, right) -> right.isOlderThan(left) ? right : left).orElseThrow();
        var merges = new ArrayList<Merge>();
        for (var from : all) {
            if (!from.equals(oldest)) {
                merges.add(new Merge(from, oldest.id(), same.getOrDefault(from.equals(story) ? oldest : from, 1.0)));
            }
        }
        return merges;
    }

    private static List<Story> noticed(Story joined, List<Match> matches) {
        var noticed = new LinkedHashMap<String, Story>();
        matches.stream().filter(match -> match.content() >= NOTICED || match.story().size() <= YOUNG)
                .sorted(Comparator.comparing(Match::content).reversed().thenComparing(match -> match.story().id()))
                .limit(MOST_COMPARED).forEach(match -> noticed.put(match.story().id(), match.story()));
        noticed.remove(joined.id());
        return List.copyOf(noticed.values());
    }

    /// 0 when they are not the same.
    private double alike(Story left, Story right) {
        var few = left.size() <= right.size() ? left : right;
        var many = left.size() <= right.size() ? right : left;
        if (few.size() > MOST_MOVED) {
            return 0;
        }
        double alike = likeness.of(left, right, SAME_STORY + MORE_FOR_ONE / few.size());
        if (alike > 0) {
            return alike;
        }
        return few.size() <= YOUNG && many.size() > few.size() ? leastOf(few, many) : 0;
    }

    /// How much the least fitting entry fits; 0 when one does not.
    private double leastOf(Story few, Story many) {
        double least = 1;
        for (var member : few.members()) {
            double score = matching.of(member, many).score();
            if (score < Matching.BELONGS) {
                return 0;
            }
            least = Math.min(least, score);
        }
        return least;
    }
}
