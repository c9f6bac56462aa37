package io.copydesk.enrich.tagging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds every name of a gazetteer, and every context phrase, however many there are: a tree whose edges are words, walked
/// only from words that begin a name.
final class NameTrie {
    /// Names that the text writes here, with the capitals that they need, and with the same words.
    record Hit(int first, int last, List<Name> names) {}

    private static final int NOTHING = -1;
    private static final int ROOT = 0;
    private static final int LONGEST = 64;
    private static final byte INNER = 1;
    private static final byte NAMED = 2;
    private static final byte CONTEXT = 4;
    /// One name, of which every word needs a capital, and nothing more.
    private static final byte PLAIN = 8;

    private final int[] roots;
    /// Pairs of node and word, and of gap and target: one access to memory finds an edge. No edge leads to 0.
    private long[] edges = new long[1 << 11];
    private int edgeCount;
    private int nodes = 1;
    /// What a node has, so that most need no look at the other tables.
    private byte[] kinds = new byte[1 << 10];
    private @Nullable List<Name>[] names = array(1 << 10);
    private int[] contexts = new int[1 << 10];
    private final List<Contexts.Phrase> phrases;

    /// @param words to which the words of the names are added
    NameTrie(Map<String, List<Name>> names, List<Contexts.Phrase> phrases, Lexicon.Builder words) {
        this.phrases = List.copyOf(phrases);
        Arrays.fill(contexts, NOTHING);
        var firstWords = new ArrayList<int[]>();
        names.forEach((key, list) -> {
            int node = path(key, words, firstWords);
            if (node != ROOT) {
                var all = new ArrayList<Name>();
                List<Name> before = this.names[node];
                all.addAll(before == null ? List.of() : before);
                all.addAll(list);
                this.names[node] = List.copyOf(all);
                boolean plain = all.size() == 1 && all.getFirst().needsOnlyCapitals();
                kinds[node] = (byte) (plain ? kinds[node] | PLAIN : kinds[node] & ~PLAIN);
                kinds[node] |= NAMED;
            }
        });
        for (int phrase = 0; phrase < phrases.size(); phrase++) {
            int node = path(phrases.get(phrase).folded(), words, firstWords);
            if (node != ROOT) {
                contexts[node] = phrase;
                kinds[node] |= CONTEXT;
            }
        }
        roots = new int[firstWords.stream().mapToInt(root -> root[0]).max().orElse(0) + 1];
        firstWords.forEach(root -> roots[root[0]] = root[1]);
    }

    private int path(String key, Lexicon.Builder words, List<int[]> firstWords) {
        Words read = Words.of(FoldedText.of(key), Lexicon.EMPTY);
        int node = ROOT;
        for (int word = 0; word < read.count(); word++) {
            int id = words.id(read.folded(word, word));
            int gap = word == 0 ? Words.LINE : read.gap(word);
            int next = target(node, id, gap);
            if (next == NOTHING) {
                next = addNode();
                addEdge(node, id, gap, next);
                kinds[node] |= INNER;
                if (node == ROOT) {
                    firstWords.add(new int[]{id, next});
                }
            }
            node = next;
        }
        return node;
    }

    private int addNode() {
        if (nodes == contexts.length) {
            int before = nodes;
            kinds = Arrays.copyOf(kinds, before * 2);
            names = Arrays.copyOf(names, before * 2);
            contexts = Arrays.copyOf(contexts, before * 2);
            Arrays.fill(contexts, before, before * 2, NOTHING);
        }
        return nodes++;
    }

    private void addEdge(int node, int id, int gap, int target) {
        if (++edgeCount * 6 > edges.length) {
            long[] old = edges;
            edges = new long[old.length * 2];
            for (int slot = 0; slot < old.length; slot += 2) {
                if (old[slot + 1] != 0) {
                    place(old[slot], old[slot + 1]);
                }
            }
        }
        place((long) node << 32 | id, (long) gap << 32 | target);
    }

    private void place(long edge, long target) {
        int slot = slot(edge);
        while (edges[slot + 1] != 0) {
            slot = (slot + 2) & (edges.length - 1);
        }
        edges[slot] = edge;
        edges[slot + 1] = target;
    }

    private int slot(long edge) {
        return (int) ((edge * 0x9E3779B97F4A7C15L) >>> 40) * 2 & (edges.length - 1);
    }

    private int target(int node, int id, int gap) {
        long edge = (long) node << 32 | id;
        for (int slot = slot(edge);; slot = (slot + 2) & (edges.length - 1)) {
            long target = edges[slot + 1];
            if (target == 0) {
                return NOTHING;
            }
            if (edges[slot] == edge && (int) (target >>> 32) == gap) {
                return (int) target;
            }
        }
    }

    /// Leftmost first, the longest first of those that begin with one word; they may overlap.
    ///
    /// @param found receives the context phrases of the text
    List<Hit> hits(Words text, BitSet found) {
        var hits = new ArrayList<Hit>();
        for (int first = 0; first < text.count(); first++) {
            int id = text.id(first);
            int node = id < 0 || id >= roots.length ? ROOT : roots[id];
            if (node != ROOT) {
                walk(text, first, node, hits, found);
            }
        }
        return hits;
    }

    /// How often any name of the gazetteer stands in a text, however it is written there: what a plain automaton finds.
    int occurrences(Words text) {
        int found = 0;
        for (int first = 0; first < text.count(); first++) {
            int id = text.id(first);
            int node = id < 0 || id >= roots.length ? ROOT : roots[id];
            for (int last = first; node != ROOT && node != NOTHING;) {
                found += (kinds[node] & NAMED) == 0 ? 0 : 1;
                last++;
                boolean goesOn = (kinds[node] & INNER) != 0 && last < text.count() && text.id(last) >= 0;
                node = goesOn ? target(node, text.id(last), text.gap(last)) : ROOT;
            }
        }
        return found;
    }

    private void walk(Words text, int first, int begin, List<Hit> hits, BitSet found) {
        int node = begin;
        int last = first;
        int insert = hits.size();
        while (true) {
            byte kind = kinds[node];
            if ((kind & NAMED) != 0) {
                List<Name> written = written(names[node], kind, text, first, last);
                if (!written.isEmpty()) {
                    hits.add(insert, new Hit(first, last, written));
                }
            }
            if ((kind & CONTEXT) != 0) {
                note(contexts[node], text, first, found);
            }
            last++;
            if ((kind & INNER) == 0 || last >= text.count() || last - first > LONGEST || text.id(last) < 0) {
                return;
            }
            int next = target(node, text.id(last), text.gap(last));
            if (next == NOTHING) {
                return;
            }
            node = next;
        }
    }

    private static List<Name> written(@Nullable List<Name> names, byte kind, Words text, int first, int last) {
        if (names == null) {
            return List.of();
        }
        if ((kind & PLAIN) != 0) {
            for (int word = first; word <= last; word++) {
                if (!text.isCapital(word)) {
                    return List.of();
                }
            }
            return names;
        }
        var written = new ArrayList<Name>(names.size());
        for (Name name : names) {
            if (name.isWrittenIn(text, first)) {
                written.add(name);
            }
        }
        return written;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<Name>[] array(int length) {
        return new List[length];
    }

    private void note(int phrase, Words text, int first, BitSet found) {
        Contexts.Phrase context = phrases.get(phrase);
        if ((!context.capital() || text.isCapital(first)) && (!context.acronym() || text.isAllCapitals(first))) {
            found.set(phrase);
        }
    }
}
