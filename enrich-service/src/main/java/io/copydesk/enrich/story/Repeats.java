package io.copydesk.enrich.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Finds the entries of which another is a copy: the same words, lightly edited, shortened, or a quotation that makes
/// up most of the shorter one. Pairs of neighbouring words find them and measure them; numbers and names must agree,
/// for 'Polls close in Ohio' is no copy of 'Polls close in Texas', nor 15 dead of 12.
final class Repeats {
    /// A pair of words that so many entries have says nothing.
    static final int COMMON_SHINGLE = 64;
    private static final int CANDIDATES = 6;
    private static final int FEWEST_SHARED = 4;
    private static final double SAME_WORDS = 0.5;
    private static final double CONTAINED = 0.62;
    /// Of the pairs, and of the words, of the shorter text, when sentences were turned round.
    private static final double TURNED_ROUND = 0.5;
    private static final double ALL_WORDS = 0.85;
    private static final double MOST_WORDS = 0.7;
    private static final int MANY_PAIRS = 15;
    /// So much must be named by both texts for them to be about one thing.
    private static final int FACTS_ENOUGH = 4;
    /// Words of a text below which being contained in another means nothing.
    private static final int LONG_ENOUGH = 12;
    /// A text that names nobody and counts nothing is a copy across blogs only if it is long.
    private static final int LONG_WITHOUT_NAMES = 32;

    private final StoryIndex index;
    private final Tally shared = new Tally();

    Repeats(StoryIndex index) {
        this.index = index;
    }

    /// @param member that is repeated, or repeats
    /// @param sameness 0 to 1
    record Repeat(Member member, double sameness) {}

    /// The best first.
    List<Repeat> of(Member telling) {
        for (int shingle : telling.features().shingles()) {
            index.membersWithShingle().addTo(shared, shingle, 1, COMMON_SHINGLE);
        }
        return shared.best(CANDIDATES, FEWEST_SHARED, index::memberAt, Member.BY_FIRST_OBSERVED).stream()
                .map(member -> new Repeat(member, sameness(telling, member)))
                .filter(repeat -> repeat.sameness() > 0)
                .sorted(Comparator.comparing(Repeat::sameness).reversed()
                        .thenComparing(Repeat::member, Member.BY_FIRST_OBSERVED))
                .toList();
    }

    /// 0 when neither is a copy of the other.
    static double sameness(Member left, Member right) {
        boolean leftIsShorter = left.features().length() <= right.features().length();
        var few = leftIsShorter ? left.features() : right.features();
        var many = leftIsShorter ? right.features() : left.features();
        int shared = Sorted.shared(few.shingles(), many.shingles());
        int all = few.shingles().length + many.shingles().length - shared;
        if (shared < FEWEST_SHARED
                || Math.abs(left.occurredAt() - right.occurredAt()) > Likeness.LONGEST_GAP.toMillis()) {
            return 0;
        }
        double same = (double) shared / all;
        double contained = (double) shared / few.shingles().length;
        boolean isCopy = same >= SAME_WORDS
                || (few.length() >= LONG_ENOUGH
                        && (contained >= CONTAINED || isReworded(few, many, shared, contained)));
        return isCopy && agree(few, many) && isTelling(left, right) ? Math.max(same, contained) : 0;
    }

    /// An editor turns sentences round and keeps the words; two who tell the same do not share the words.
    private static boolean isReworded(Features few, Features many, int pairs, double contained) {
        double words = (double) Sorted.shared(few.statement().content(), many.statement().content())
                / Math.min(few.statement().content().length, many.statement().content().length);
        return contained >= TURNED_ROUND
                && (words >= ALL_WORDS || (words >= MOST_WORDS && pairs >= MANY_PAIRS));
    }

    /// Each may have what the other lacks, but not both.
    private static boolean agree(Features left, Features right) {
        var newLeft = news(left, right);
        var newRight = news(right, left);
        return newLeft.isEmpty() || newRight.isEmpty() || isOneBody(newLeft, left, newRight, right);
    }

    /// What the text names and counts, and the other does not, be it in its headline.
    private static List<Integer> news(Features text, Features other) {
        var news = new ArrayList<Integer>();
        for (int fact : text.statement().facts()) {
            if (Arrays.binarySearch(other.statement().known(), fact) < 0
                    && !text.statement().measures().convert(fact, other.statement().measures())) {
                news.add(fact);
            }
        }
        return news;
    }

    /// Whether all that differs is what one body is called, such as the parliament and its house.
    private static boolean isOneBody(List<Integer> newLeft, Features left, List<Integer> newRight, Features right) {
        return newLeft.size() == 1 && newRight.size() == 1
                && Arrays.binarySearch(left.statement().organisations(), newLeft.getFirst()) >= 0
                && Arrays.binarySearch(right.statement().organisations(), newRight.getFirst()) >= 0
                && Sorted.shared(left.statement().facts(), right.statement().facts()) >= FACTS_ENOUGH;
    }

    /// Words of greeting are the same in many blogs of a publisher, and tell nothing.
    private static boolean isTelling(Member left, Member right) {
        return left.blog().equals(right.blog())
                || Sorted.shared(left.features().statement().known(), right.features().statement().known()) > 0
                || Math.min(left.features().length(), right.features().length()) >= LONG_WITHOUT_NAMES;
    }
}
