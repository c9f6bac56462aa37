package io.copydesk.enrich.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/// Adds up, for numbered things, what speaks for each, and names those with the most. One array for all questions: a
/// question touches few of its places, and clears them.
final class Tally {
    private long[] sums = new long[64];
    private int[] touched = new int[64];
    private int count;

    private record Ranked<T>(T thing, long sum) {}

    void add(int number, long weight) {
        if (number >= sums.length) {
            sums = Arrays.copyOf(sums, number * 2);
        }
        if (sums[number] == 0) {
            if (count == touched.length) {
                touched = Arrays.copyOf(touched, count * 2);
            }
            touched[count++] = number;
        }
        sums[number] += weight;
    }

    /// The `most` things with the highest sums of at least `least`, and all that are level with the last; best first, in
    /// `order` where level. Clears the tally.
    <T> List<T> best(int most, long least, IntFunction<T> things, Comparator<T> order) {
        long enough = Math.max(least, highest(most));
        var ranked = new ArrayList<Ranked<T>>();
        for (int at = 0; at < count; at++) {
            if (sums[touched[at]] >= enough) {
                ranked.add(new Ranked<>(things.apply(touched[at]), sums[touched[at]]));
            }
            sums[touched[at]] = 0;
        }
        count = 0;
        ranked.sort((left, right) -> left.sum() == right.sum()
                ? order.compare(left.thing(), right.thing())
                : Long.compare(right.sum(), left.sum()));
        return ranked.stream().limit(most).map(Ranked::thing).toList();
    }

    /// The sum of rank `most`.
    private long highest(int most) {
        var top = new long[most];
        for (int at = 0; at < count; at++) {
            long sum = sums[touched[at]];
            int place = 0;
            if (sum > top[0]) {
                while (place + 1 < most && top[place + 1] < sum) {
                    top[place] = top[place + 1];
                    place++;
                }
                top[place] = sum;
            }
        }
        return top[0];
    }
}
