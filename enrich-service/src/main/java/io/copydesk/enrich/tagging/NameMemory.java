package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a blog remembers: the names that it has introduced, and what it is about. Immutable, in the order of their
/// introduction; keeps the newest.
///
/// @param names normalised short name (a surname, 'sir' and a first name, an acronym) → whom or what it means here
/// @param about keys of entities that need no context, as context for those that do
public record NameMemory(Map<String, Meaning> names, Set<String> about) {
    /// A long blog introduces some hundred names; about 12 KB of state at most, 2 to 3 KB typically.
    public static final int LIMIT = 300;
    /// Entities that a blog is about; some 400 bytes.
    public static final int MOST_ABOUT = 40;
    public static final NameMemory EMPTY = new NameMemory(Map.of(), Set.of());

    /// An entity of the gazetteer, by its key, or one that it does not have, by its label and type.
    ///
    /// @param entity QID or `name:` and the folded name
    /// @param label empty for an entity of the gazetteer
    public record Meaning(String entity, String label, EntityType type) {
        /// An entity of the gazetteer.
        public static Meaning known(String entity) {
            return new Meaning(entity, "", EntityType.UNKNOWN);
        }
    }

    public NameMemory {
        var kept = new LinkedHashMap<String, Meaning>(names);
        while (kept.size() > LIMIT) {
            kept.pollFirstEntry();
        }
        names = Collections.unmodifiableMap(kept);
        List<String> latest = List.copyOf(about);
        about = Collections.unmodifiableSet(
                new LinkedHashSet<>(latest.subList(Math.max(0, latest.size() - MOST_ABOUT), latest.size())));
    }

    /// As if nobody had named these.
    public NameMemory without(Set<String> entities) {
        var left = new LinkedHashMap<>(names);
        left.values().removeIf(meaning -> entities.contains(meaning.entity()));
        var others = new LinkedHashSet<>(about);
        others.removeAll(entities);
        return new NameMemory(left, others);
    }

    /// The same memory when all of it is known already, so that an entry without new names changes no state.
    NameMemory with(Map<String, Meaning> introduced, Set<String> named) {
        boolean known = introduced.entrySet().stream()
                .allMatch(name -> name.getValue().equals(names.get(name.getKey())))
                && about.containsAll(named);
        if (known) {
            return this;
        }
        var merged = new LinkedHashMap<String, Meaning>(names);
        introduced.forEach((name, meaning) -> {
            if (!meaning.equals(merged.get(name))) {
                merged.putLast(name, meaning);
            }
        });
        var all = new ArrayList<>(about);
        named.stream().filter(key -> !about.contains(key)).forEach(all::add);
        return new NameMemory(merged, new LinkedHashSet<>(all));
    }
}
