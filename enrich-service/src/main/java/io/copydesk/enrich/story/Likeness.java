package io.copydesk.enrich.story;

import java.time.Duration;

/// How much a telling is like a story, and two stories like each other, 0 to 1.
///
/// People, countries and organisations are in many events at once: what they add is never more than what places, events
/// and words add, so the same leaders at another summit stay apart.
final class Likeness {
    /// In how large a share of a story's tellings a term stands at half of its full weight.
    private static final double HALF_SHARE = 0.12;
    /// A short telling is judged as if it had this much to say, lest one word decide.
    private static final double LEAST_SAID = 7;
    /// What is said beyond this is not held against a telling.
    private static final double MOST_SAID = 16;
    /// A place stands for the story if it is in this share of its tellings.
    private static final double MAIN_PLACE = 0.25;
    private static final int SEVERAL_NAMES = 2;
    /// What is left of a likeness when both name places, and none is the same.
    private static final double OTHER_PLACES = 0.5;
    /// Nothing goes on after so long.
    static final Duration LONGEST_GAP = Duration.ofDays(3);
    private static final double HALF_LIFE_MILLIS = 30 * 3_600_000.0;
    private static final long MILLI = 1_000;
    /// What ends early must be beyond doubt, whatever the last digits.
    private static final double ROUNDING = 1.000001;

    private final Weights weights;

    Likeness(Weights weights) {
        this.weights = weights;
    }

    /// By what they say alone. A telling that the story has already is left out of it.
    double of(Member telling, Story story) {
        int own = telling.story().equals(story.id()) ? 1 : 0;
        int size = story.size() - own;
        long gap = story.gapTo(telling.occurredAt());
        if (size == 0 || gap > LONGEST_GAP.toMillis()) {
            return 0;
        }
        var features = telling.features();
        var weighed = weights.of(features);
        double said = 0;
        double who = 0;
        double what = 0;
        for (int at = 0; at < features.terms().length; at++) {
            int term = features.terms()[at];
            byte kind = features.kinds()[at];
            double weight = weighed[at];
            said += weight;
            int count = story.count(term) - own;
            if (count > 0) {
                double matched = weight * share(count, size);
                if (kind == Features.WHO || kind == Features.COUNTRY) {
                    who += matched;
                } else {
                    what += matched;
                }
            }
        }
        double matched = what + Math.min(who, what + 0.5);
        double likeness = matched / Math.clamp(said, LEAST_SAID, MOST_SAID);
        double places = disagreeOnPlaces(features.places(), story) ? OTHER_PLACES : 1;
        return Math.min(1, likeness * places / (1 + gap / HALF_LIFE_MILLIS));
    }

    /// Whether the telling has several names and the story not one of them.
    static boolean isStrange(Member telling, Story story) {
        var features = telling.features();
        int named = 0;
        for (int at = 0; at < features.terms().length; at++) {
            if (features.kinds()[at] >= Features.PLACE) {
                named++;
                if (story.count(features.terms()[at]) > 0) {
                    return false;
                }
            }
        }
        return named >= SEVERAL_NAMES;
    }

    private static double share(int count, int size) {
        return count / (count + HALF_SHARE * size);
    }

    /// Whether the telling names places and the story has places, and they share none.
    static boolean disagreeOnPlaces(int[] places, Story story) {
        if (places.length == 0 || !hasMainPlace(story)) {
            return false;
        }
        for (int place : places) {
            if (story.places().get(place) > 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasMainPlace(Story story) {
        var found = new boolean[1];
        story.places().forEach((place, count) -> found[0] |= count >= MAIN_PLACE * story.size());
        return found[0];
    }

    /// Cosine of what the tellings of two stories have in common; 0 if it is less than `least`, which most are and which
    /// shows before all is added up. Sums of whole numbers, for the terms come in no order.
    double of(Story left, Story right, double least) {
        long gap = left.gapTo(right);
        if (gap > LONGEST_GAP.toMillis()) {
            return 0;
        }
        var few = left.terms().size() <= right.terms().size() ? left : right;
        var many = left.terms().size() <= right.terms().size() ? right : left;
        var who = new long[1];
        var what = new long[1];
        few.terms().forEach((term, count) -> {
            int other = many.count(term);
            if (other > 0) {
                long product = weight(term, count, few) * weight(term, other, many);
                byte kind = Features.kindOf(term);
                if (kind == Features.WHO || kind == Features.COUNTRY) {
                    who[0] += product;
                } else {
                    what[0] += product;
                }
            }
        });
        double shared = (double) what[0] + Math.min(who[0], what[0]);
        double places = placesDiffer(few, many) ? OTHER_PLACES : 1;
        double pause = 1 + gap / HALF_LIFE_MILLIS;
        double most = shared * places / pause / least * ROUNDING;
        double half = Math.sqrt((double) square(few, most * most));
        double norm = half * Math.sqrt((double) square(many, half == 0 ? 0 : most / half * (most / half)));
        double alike = norm == 0 ? 0 : shared / norm * places / pause;
        return alike < least ? 0 : alike;
    }

    private static boolean placesDiffer(Story left, Story right) {
        if (!hasMainPlace(left) || !hasMainPlace(right)) {
            return false;
        }
        var shared = new boolean[1];
        left.places().forEach((place, count) -> shared[0] |= right.places().get(place) >= MAIN_PLACE * right.size()
                && count >= MAIN_PLACE * left.size());
        return !shared[0];
    }

    /// Ends early when it is more than `most`.
    private long square(Story story, double most) {
        var sum = new long[1];
        story.terms().forWhile((term, count) -> {
            long weight = weight(term, count, story);
            sum[0] += weight * weight;
            return (double) sum[0] <= most;
        });
        return sum[0];
    }

    private long weight(int term, int count, Story story) {
        return Math.round(weights.of(term, Features.kindOf(term)) * MILLI * count / story.size());
    }
}
