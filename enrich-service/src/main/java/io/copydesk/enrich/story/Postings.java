package io.copydesk.enrich.story;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// For each feature the numbers of those that have it, sorted.
final class Postings {
    private static final Numbers NONE = new Numbers();

    private final Map<Integer, Numbers> byFeature = new HashMap<>();

    /// A sorted set of numbers.
    static final class Numbers {
        private int[] values = new int[2];
        private int size;

        int size() {
            return size;
        }

        int get(int index) {
            return values[index];
        }

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
        byFeature.computeIfAbsent(feature, key -> new Numbers()).add(number);
    }

    void remove(int feature, int number) {
        var numbers = byFeature.get(feature);
        if (numbers != null) {
            numbers.remove(number);
            if (numbers.size == 0) {
                byFeature.remove(feature);
            }
        }
    }

    Numbers of(int feature) {
        return byFeature.getOrDefault(feature, NONE);
    }
}
