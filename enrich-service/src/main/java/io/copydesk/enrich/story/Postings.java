package io.copydesk.enrich.story;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// For each feature the numbers of those that have it. Most features have one only: it stands in the table itself.
final class Postings {
    /// One more than the number, or, below zero, minus one more than the place of several.
    private final IntCounts table = new IntCounts();
    private final List<Numbers> several = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();

    /// A sorted set of numbers.
    private static final class Numbers {
        private int[] values = new int[4];
        private int size;

        private void add(int value) {
            int at = Arrays.binarySearch(values, 0, size, value);
            if (at >= 0) {
                return;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            System.arraycopy(values, -at - 1, values, -at, size + at + 1);
            values[-at - 1] = value;
            size++;
        }

        private void remove(int value) {
            int at = Arrays.binarySearch(values, 0, size, value);
            if (at >= 0) {
                System.arraycopy(values, at + 1, values, at, size - at - 1);
                size--;
            }
        }
    }

    void add(int feature, int number) {
        int known = table.get(feature);
        if (known < 0) {
            several.get(-known - 1).add(number);
        } else if (known == 0) {
            table.add(feature, number + 1);
        } else if (known != number + 1) {
            var numbers = new Numbers();
            numbers.add(known - 1);
            numbers.add(number);
            set(feature, known, -placeFor(numbers) - 1);
        }
    }

    private int placeFor(Numbers numbers) {
        if (free.isEmpty()) {
            several.add(numbers);
            return several.size() - 1;
        }
        int place = free.pop();
        several.set(place, numbers);
        return place;
    }

    void remove(int feature, int number) {
        int known = table.get(feature);
        if (known == number + 1) {
            table.add(feature, -known);
        } else if (known < 0) {
            var numbers = several.get(-known - 1);
            numbers.remove(number);
            if (numbers.size == 1) {
                free.push(-known - 1);
                set(feature, known, numbers.values[0] + 1);
            }
        }
    }

    private void set(int feature, int known, int value) {
        table.add(feature, -known);
        table.add(feature, value);
    }

    /// How many have it.
    int count(int feature) {
        int known = table.get(feature);
        return known < 0 ? several.get(-known - 1).size : Math.min(known, 1);
    }

    /// Adds `weight` for each that has the feature, unless more than `most` do.
    void addTo(Tally tally, int feature, long weight, int most) {
        int known = table.get(feature);
        if (known > 0) {
            tally.add(known - 1, weight);
        } else if (known < 0) {
            var numbers = several.get(-known - 1);
            for (int at = 0; numbers.size <= most && at < numbers.size; at++) {
                tally.add(numbers.values[at], weight);
            }
        }
    }
}
