package io.copydesk.enrich.tagging;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Every word that the tagger knows, as a number, with what it tells about the words around it. Immutable.
///
/// Open addressing by a hash of 64 bits, which stands for the word: a text's words are looked up without making strings of
/// them, and with one access to memory. That another word has the hash of a known one is as likely as a broken disk.
final class Lexicon {
    static final int UNKNOWN = -1;
    static final Lexicon EMPTY = new Lexicon(new Builder());

    private static final long FIRST_HASH = 0xCBF29CE484222325L;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    /// Pairs of a hash and a number plus one; the pair of 0 and 0 is free.
    private final long[] slots;
    private final int mask;
    private final long[] roles;

    private Lexicon(Builder builder) {
        int size = builder.ids.size();
        int pairs = Integer.highestOneBit(Math.max(4, size) * 4 - 1);
        slots = new long[pairs * 2];
        mask = pairs - 1;
        roles = Arrays.copyOf(builder.roles, size);
        builder.ids.forEach((word, id) -> {
            long hash = FIRST_HASH;
            for (int index = 0; index < word.length(); index++) {
                hash = hash(hash, word.charAt(index));
            }
            place(hash, id, word);
        });
    }

    private void place(long hash, int id, String word) {
        int slot = slot(hash);
        while (slots[slot * 2 + 1] != 0) {
            if (slots[slot * 2] == hash) {
                throw new IllegalStateException("two words of one hash: " + word);
            }
            slot = (slot + 1) & mask;
        }
        slots[slot * 2] = hash;
        slots[slot * 2 + 1] = id + 1L;
    }

    private int slot(long hash) {
        return (int) (hash >>> 32 ^ hash >>> 12) & mask;
    }

    static long firstHash() {
        return FIRST_HASH;
    }

    /// The hash of the characters so far and one more.
    static long hash(long hash, char next) {
        long mixed = (hash ^ next) * FACTOR;
        return mixed ^ mixed >>> 29;
    }

    /// @param hash of its folded characters
    int id(long hash) {
        for (int slot = slot(hash);; slot = (slot + 1) & mask) {
            long id = slots[slot * 2 + 1];
            if (id == 0 || slots[slot * 2] == hash) {
                return (int) id - 1;
            }
        }
    }

    long roles(int id) {
        return id == UNKNOWN ? 0 : roles[id];
    }

    static final class Builder {
        private final Map<String, Integer> ids = new HashMap<>();
        private long[] roles = new long[1024];

        int id(String foldedWord) {
            Integer known = ids.get(foldedWord);
            if (known != null) {
                return known;
            }
            int id = ids.size();
            ids.put(foldedWord, id);
            if (id == roles.length) {
                roles = Arrays.copyOf(roles, id * 2);
            }
            return id;
        }

        void add(String foldedWord, Role role) {
            int id = id(foldedWord);
            roles[id] |= role.bit();
        }

        void remove(String foldedWord, Role role) {
            int id = id(foldedWord);
            roles[id] &= ~role.bit();
        }

        boolean has(String foldedWord, long anyOf) {
            Integer known = ids.get(foldedWord);
            return known != null && (roles[known] & anyOf) != 0;
        }

        Lexicon build() {
            return new Lexicon(this);
        }
    }
}
