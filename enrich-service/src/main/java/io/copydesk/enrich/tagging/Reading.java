package io.copydesk.enrich.tagging;

import io.copydesk.enrich.tagging.NameTrie.Hit;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One entry on its way through the tagger: its words, the gazetteer's names in them, and what tells of their context.
final class Reading {
    private final List<Words> fields;
    private final List<List<Hit>> hits;
    private final BitSet contexts;
    private final NameMemory memory;
    private final Introductions introductions;
    private @Nullable Set<String> certain;

    /// @param fields the words of headline and body
    /// @param hits the gazetteer's names in each
    /// @param contexts context phrases that occur in the entry
    /// @param introductions of short names, added to while the entry is read
    Reading(List<Words> fields, List<List<Hit>> hits, BitSet contexts, NameMemory memory, Introductions introductions) {
        this.fields = fields;
        this.hits = hits;
        this.contexts = contexts;
        this.memory = memory;
        this.introductions = introductions;
    }

    Words words(int field) {
        return fields.get(field);
    }

    List<Hit> hits(int field) {
        return hits.get(field);
    }

    /// Whether the entry has a context phrase.
    boolean has(int phrase) {
        return contexts.get(phrase);
    }

    NameMemory memory() {
        return memory;
    }

    Introductions introductions() {
        return introductions;
    }

    /// Whether the entry names an entity without ambiguity; asked only where a name is ambiguous.
    boolean names(Entity entity) {
        Set<String> known = certain;
        if (known == null) {
            known = new HashSet<>();
            for (List<Hit> field : hits) {
                for (Hit hit : field) {
                    addCertain(hit, known);
                }
            }
            certain = known;
        }
        return known.contains(entity.key());
    }

    private static void addCertain(Hit hit, Set<String> known) {
        for (Name name : hit.names()) {
            if (name.kind() != Name.Kind.AMBIGUOUS && name.kind() != Name.Kind.HIDDEN) {
                known.add(name.entityKey());
            }
        }
    }
}
