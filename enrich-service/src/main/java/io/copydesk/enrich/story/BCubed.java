package io.copydesk.enrich.story;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// How well one grouping of entries agrees with another (Bagga and Baldwin 1998): for each entry, which share of its
/// predicted group belongs with it (precision), and which share of those that belong with it are there (recall).
///
/// @param f1 harmonic mean of the two averages, as Miranda et al. 2018 report it
public record BCubed(double precision, double recall, double f1) {

    /// Over the entries of `gold`; one that `predicted` lacks counts as a group of its own.
    ///
    /// @param gold entry → group
    /// @param predicted entry → group
    public static BCubed score(Map<String, String> gold, Map<String, String> predicted) {
        if (gold.isEmpty()) {
            return new BCubed(1, 1, 1);
        }
        Map<String, Integer> expected = new HashMap<>();
        Map<String, Integer> found = new HashMap<>();
        Map<String, Integer> both = new HashMap<>();
        for (var entry : gold.entrySet()) {
            var group = group(entry.getKey(), predicted);
            expected.merge(entry.getValue(), 1, Integer::sum);
            found.merge(group, 1, Integer::sum);
            both.merge(entry.getValue() + "\n" + group, 1, Integer::sum);
        }
        double precision = 0;
        double recall = 0;
        for (var entry : new TreeSet<>(gold.keySet())) { // in one order, so that the sum is one number
            var right = gold.getOrDefault(entry, "");
            var group = group(entry, predicted);
            double shared = both.getOrDefault(right + "\n" + group, 0);
            precision += shared / found.getOrDefault(group, 1);
            recall += shared / expected.getOrDefault(right, 1);
        }
        precision /= gold.size();
        recall /= gold.size();
        double sum = precision + recall;
        return new BCubed(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
    }

    private static String group(String entry, Map<String, String> predicted) {
        var group = predicted.get(entry);
        return group == null ? "alone\n" + entry : group;
    }
}
