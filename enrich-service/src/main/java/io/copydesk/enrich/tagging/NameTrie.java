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

    private final int[] roots;
    private long[] edges = new long[1 << 10];
    private int[] edgeGaps = new int[1 << 10];
    private int[] targets = new int[1 << 10];
    private int edgeCount;
    private int nodes = 1;
    private boolean[] inner = new boolean[1 << 10];
    private Name[] @Nullable [] names = new Name[1 << 10][];
    private int[] contexts = new int[1 << 10];
    private final List<Contexts.Phrase> phrases;

    /// @param words to which the words of the names are added
    NameTrie(Map<String, List<Name>> names, List<Contexts.Phrase> phrases, Lexicon.Builder words) {
        this.phrases = List.copyOf(phrases);
        Arrays.fill(contexts, NOTHING);
        Arrays.fill(targets, NOTHING);
        var firstWords = new ArrayList<int[]>();
        names.forEach((key, list) -> {
            int node = path(key, words, firstWords);
            if (node != ROOT) {
                Name[] before = this.names[node];
                int known = before == null ? 0 : before.length;
                Name[] all = before == null ? new Name[list.size()] : Arrays.copyOf(before, known + list.size());
                for (int index = 0; index < list.size(); index++) {
                    all[known + index] = list.get(index);
                }
                this.names[node] = all;
            }
        });
        for (int phrase = 0; phrase < phrases.size(); phrase++) {
            int node = path(phrases.get(phrase).folded(), words, firstWords);
            if (node != ROOT) {
                contexts[node] = phrase;
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
                inner[node] = true;
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
            inner = Arrays.copyOf(inner, before * 2);
            names = Arrays.copyOf(names, before * 2);
            contexts = Arrays.copyOf(contexts, before * 2);
            Arrays.fill(contexts, before, before * 2, NOTHING);
        }
        return nodes++;
    }

    private void addEdge(int node, int id, int gap, int target) {
        if (++edgeCount * 3 > edges.length) {
            long[] oldEdges = edges;
            int[] oldGaps = edgeGaps;
            int[] oldTargets = targets;
            edges = new long[oldEdges.length * 2];
            edgeGaps = new int[edges.length];
            targets = new int[edges.length];
            Arrays.fill(targets, NOTHING);
            for (int slot = 0; slot < oldEdges.length; slot++) {
                if (oldTargets[slot] != NOTHING) {
                    place(oldEdges[slot], oldGaps[slot], oldTargets[slot]);
                }
            }
        }
        place((long) node << 32 | id, gap, target);
    }

    private void place(long edge, int gap, int target) {
        int slot = slot(edge, gap);
        while (targets[slot] != NOTHING) {
            slot = (slot + 1) & (targets.length - 1);
        }
        edges[slot] = edge;
        edgeGaps[slot] = gap;
        targets[slot] = target;
    }

    private int slot(long edge, int gap) {
        long mixed = (edge + gap) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (targets.length - 1);
    }

    private int target(int node, int id, int gap) {
        long edge = (long) node << 32 | id;
        for (int slot = slot(edge, gap);; slot = (slot + 1) & (targets.length - 1)) {
            if (targets[slot] == NOTHING || (edges[slot] == edge && edgeGaps[slot] == gap)) {
                return targets[slot];
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
                found += names[node] == null ? 0 : 1;
                last++;
                boolean goesOn = inner[node] && last < text.count() && text.id(last) >= 0;
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
            Name[] here = names[node];
            if (here != null) {
                List<Name> written = written(here, text, first);
                if (!written.isEmpty()) {
                    hits.add(insert, new Hit(first, last, written));
                }
            }
            if (contexts[node] != NOTHING) {
                note(contexts[node], text, first, found);
            }
            last++;
            if (!inner[node] || last >= text.count() || last - first > LONGEST || text.id(last) < 0) {
                return;
            }
            int next = target(node, text.id(last), text.gap(last));
            if (next == NOTHING) {
                return;
            }
            node = next;
        }
    }

    private static List<Name> written(Name[] names, Words text, int first) {
        if (names.length == 1) {
            return names[0].isWrittenIn(text, first) ? List.of(names[0]) : List.of();
        }
        var written = new ArrayList<Name>(names.length);
        for (Name name : names) {
            if (name.isWrittenIn(text, first)) {
                written.add(name);
            }
        }
        return written;
    }

    private void note(int phrase, Words text, int first, BitSet found) {
        Contexts.Phrase context = phrases.get(phrase);
        if ((!context.capital() || text.isCapital(first)) && (!context.acronym() || text.isAllCapitals(first))) {
            found.set(phrase);
        }
    }
}
