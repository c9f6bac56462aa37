package io.copydesk.enrich.story;

/// Sorted lists of numbers as sets.
final class Sorted {
    private Sorted() {}

    static int shared(int[] left, int[] right) {
        int shared = 0;
        int l = 0;
        int r = 0;
        while (l < left.length && r < right.length) {
            if (left[l] == right[r]) {
                shared++;
                l++;
                r++;
            } else if (left[l] < right[r]) {
                l++;
            } else {
                r++;
            }
        }
        return shared;
    }
}
