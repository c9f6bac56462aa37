package io.copydesk.enrich.story;

import java.util.Arrays;

/// Counts by int key, in two flat arrays: a boxed map costs ten times the memory, and there is one for each story.
/// Whoever walks over all must not depend on their order, which is that of insertion.
final class IntCounts {
    private static final int SMALLEST = 16;

    private int[] keys = new int[SMALLEST];
    private int[] counts = new int[SMALLEST];
    private int used;

    @FunctionalInterface
    interface Visitor {
        void visit(int key, int count);
    }

    int get(int key) {
        return counts[slot(key)];
    }

    /// The count after adding `change`, which may be negative.
    int add(int key, int change) {
        int slot = slot(key);
        if (counts[slot] == 0) {
            if (used * 2 >= keys.length) {
                resize(keys.length * 2);
                slot = slot(key);
            }
            keys[slot] = key;
            used++;
        }
        counts[slot] += change;
        int now = counts[slot];
        if (now == 0) {
            remove(slot);
        }
        return now;
    }

    int size() {
        return used;
    }

    void forEach(Visitor visitor) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (counts[slot] != 0) {
                visitor.visit(keys[slot], counts[slot]);
            }
        }
    }

    private int slot(int key) {
        int slot = home(key);
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private int home(int key) {
        int mixed = key * 0x9E3779B9;
        return (mixed ^ (mixed >>> 16)) & (keys.length - 1);
    }

    /// Closes the gap, so that no search ends early.
    private void remove(int gap) {
        used--;
        int slot = gap;
        while (true) {
            slot = (slot + 1) & (keys.length - 1);
            if (counts[slot] == 0) {
                counts[gap] = 0;
                return;
            }
            int home = home(keys[slot]);
            boolean mayMove = ((slot - home) & (keys.length - 1)) >= ((slot - gap) & (keys.length - 1));
            if (mayMove) {
                keys[gap] = keys[slot];
                counts[gap] = counts[slot];
                gap = slot;
            }
        }
    }

    private void resize(int capacity) {
        int[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new int[capacity];
        counts = Arrays.copyOf(new int[0], capacity);
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldCounts[slot] != 0) {
                int target = slot(oldKeys[slot]);
                keys[target] = oldKeys[slot];
                counts[target] = oldCounts[slot];
            }
        }
    }
}
