package io.copydesk.enrich.tagging;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Every word that the tagger knows, as a number, with what it tells about the words around it. Immutable.
///
/// Open addressing over the folded characters, so that a text's words are looked up without making strings of them.
final class Lexicon {
    static final int UNKNOWN = -1;
    static final Lexicon EMPTY = new Lexicon(new Builder());

    private final int[] slots;
    private final int[] hashes;
    private final int[] offsets;
    private final char[] pool;
    private final long[] roles;

    private Lexicon(Builder builder) {
        int size = builder.ids.size();
        slots = new int[Integer.highestOneBit(Math.max(4, size) * 4 - 1)];
        Arrays.fill(slots, UNKNOWN);
        hashes = new int[size];
        offsets = new int[size + 1];
        roles = Arrays.copyOf(builder.roles, size);
        var words = new String[size];
        builder.ids.forEach((word, id) -> words[id] = word);
        pool = String.join("", words).toCharArray();
        int offset = 0;
        for (int id = 0; id < size; id++) {
            offsets[id] = offset;
            offset += words[id].length();
            offsets[id + 1] = offset;
            hashes[id] = hash(words[id]);
            place(id);
        }
    }

    private void place(int id) {
        int slot = slot(hashes[id]);
        while (slots[slot] != UNKNOWN) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = id;
    }

    private int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ (mixed >>> 15)) & (slots.length - 1);
    }

    /// As a reader of words computes it along the way.
    private static int hash(String word) {
        int hash = 0;
        for (int index = 0; index < word.length(); index++) {
            hash = hash * 31 + word.charAt(index);
        }
        return hash;
    }

    /// @param hash of the characters, as of [String#hashCode()]
    int id(char[] text, int begin, int end, int hash) {
        for (int slot = slot(hash);; slot = (slot + 1) & (slots.length - 1)) {
            int id = slots[slot];
            if (id == UNKNOWN || (hashes[id] == hash
                    && Arrays.equals(pool, offsets[id], offsets[id + 1], text, begin, end))) {
                return id;
            }
        }
    }

    long roles(int id) {
        return id == UNKNOWN ? 0 : roles[id];
    }

    int size() {
        return hashes.length;
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
