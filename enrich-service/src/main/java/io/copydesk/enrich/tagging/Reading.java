package io.copydesk.enrich.tagging;

import io.copydesk.enrich.tagging.NameTrie.Hit;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One entry on its way through the tagger: its words, the gazetteer's names in them, and what tells of their context.
///
/// @param fields the words of headline and body
/// @param hits the gazetteer's names in each
/// @param contexts context phrases that occur in the entry
/// @param certain keys of the entities that the entry names without ambiguity, in the order of the text
/// @param introductions of short names, added to while the entry is read
record Reading(List<Words> fields, List<List<Hit>> hits, BitSet contexts, Set<String> certain, NameMemory memory,
        Introductions introductions) {

    static Reading of(List<Words> fields, List<List<Hit>> hits, BitSet contexts, NameMemory memory,
            Introductions introductions) {
        var certain = new LinkedHashSet<String>();
        for (List<Hit> field : hits) {
            for (Hit hit : field) {
                for (Name name : hit.names()) {
                    if (name.kind() != Name.Kind.AMBIGUOUS && name.kind() != Name.Kind.HIDDEN) {
                        certain.add(name.entityKey());
                    }
                }
            }
        }
        return new Reading(fields, hits, contexts, certain, memory, introductions);
    }
}
