package io.copydesk.enrich.story;

/// Counts by int key, in one flat array: a boxed map costs ten times the memory, and there is one for each story. A key
/// stands beside its count, so that a look-up touches one line of memory.
/// Whoever walks over all must not depend on their order, which is that of insertion.
final class IntCounts {
    private static final int SMALLEST = 16;

    /// Key and count in turns; places are even.
    private int[] pairs = new int[2 * SMALLEST];
    private int used;

    @FunctionalInterface
    interface Visitor {
        void visit(int key, int count);
    }

    @FunctionalInterface
    interface Asker {
        boolean visit(int key, int count);
    }

    int get(int key) {
        return pairs[slot(key) + 1];
    }

    /// The count after adding `change`, which may be negative.
    int add(int key, int change) {
        int slot = slot(key);
        if (pairs[slot + 1] == 0) {
            if (used * 4 >= pairs.length) {
                grow();
                slot = slot(key);
            }
            pairs[slot] = key;
            used++;
        }
        pairs[slot + 1] += change;
        int now = pairs[slot + 1];
        if (now == 0) {
            remove(slot);
        }
        return now;
    }

    int size() {
        return used;
    }

    void forEach(Visitor visitor) {
        for (int slot = 0; slot < pairs.length; slot += 2) {
            if (pairs[slot + 1] != 0) {
                visitor.visit(pairs[slot], pairs[slot + 1]);
            }
        }
    }

    /// Until `visitor` has had enough.
    void forWhile(Asker visitor) {
        boolean more = true;
        for (int slot = 0; more && slot < pairs.length; slot += 2) {
            if (pairs[slot + 1] != 0) {
                more = visitor.visit(pairs[slot], pairs[slot + 1]);
            }
        }
    }

    private int slot(int key) {
        int slot = home(key);
        while (pairs[slot + 1] != 0 && pairs[slot] != key) {
            slot = next(slot);
        }
        return slot;
    }

    private int next(int slot) {
        return (slot + 2) & (pairs.length - 1);
    }

    private int home(int key) {
        int mixed = key * 0x9E3779B9;
        return ((mixed ^ (mixed >>> 16)) << 1) & (pairs.length - 1);
    }

    /// Closes the gap, so that no search ends early.
    private void remove(int gap) {
        used--;
        int slot = gap;
        while (true) {
            slot = next(slot);
            if (pairs[slot + 1] == 0) {
                pairs[gap + 1] = 0;
                return;
            }
            int home = home(pairs[slot]);
            boolean mayMove = ((slot - home) & (pairs.length - 1)) >= ((slot - gap) & (pairs.length - 1));
            if (mayMove) {
                pairs[gap] = pairs[slot];
                pairs[gap + 1] = pairs[slot + 1];
                gap = slot;
            }
        }
    }

    private void grow() {
        int[] old = pairs;
        pairs = new int[old.length * 2];
        for (int slot = 0; slot < old.length; slot += 2) {
            if (old[slot + 1] != 0) {
                int target = slot(old[slot]);
                pairs[target] = old[slot];
                pairs[target + 1] = old[slot + 1];
            }
        }
    }
}
