package io.copydesk.enrich.tagging;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds every name of a gazetteer in one pass over a folded text, however many names there are.
final class NameFinder {
    /// Names that the text writes here, on word boundaries and with the capitals that they need.
    record Hit(int begin, int end, List<Name> names) {}

    private static final Comparator<Hit> LEFTMOST_LONGEST = Comparator.comparingInt(Hit::begin)
            .thenComparing(Comparator.comparingInt(Hit::end).reversed());

    private final AhoCorasickDoubleArrayTrie<List<Name>> automaton = new AhoCorasickDoubleArrayTrie<>();

    NameFinder(Map<String, List<Name>> names) {
        automaton.build(new TreeMap<>(names));
    }

    /// Leftmost first, the longest first of those that begin at one place; they may overlap.
    List<Hit> hits(FoldedText text) {
        var hits = new ArrayList<Hit>();
        automaton.parseText(text.characters(), (begin, end, names) -> {
            if (text.isOnWordBoundaries(begin, end)) {
                List<Name> written = names.stream().filter(name -> name.isWrittenIn(text, begin)).toList();
                if (!written.isEmpty()) {
                    hits.add(new Hit(begin, end, written));
                }
            }
        });
        hits.sort(LEFTMOST_LONGEST);
        return hits;
    }
}
