package io.copydesk.enrich.tagging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All entities that are known, and every way to write them. Immutable.
///
/// @param version what the files declare and the start of their hash: two gazetteers of one version are the same
/// @param bySurname folded surname → the people who have it
/// @param lists key of an entity → the list that it stands on, which rules for topics may name
/// @param leadIns folded words that may stand with a capital before a surname without being a first name (titles, weekdays)
record Gazetteer(String version, List<Entity> entities, Map<String, List<Name>> names, Set<String> leadIns,
        Map<String, Entity> byKey, Map<String, List<Entity>> bySurname,
        Map<String, String> lists) {

    static Gazetteer of(String version, List<Entity> entities, List<String> hidden, Set<String> leadIns) {
        return of(version, entities, hidden, leadIns, Map.of());
    }

    static Gazetteer of(String version, List<Entity> entities, List<String> hidden, Set<String> leadIns,
            Map<String, String> lists) {
        var names = new LinkedHashMap<String, List<Name>>();
        var byKey = new HashMap<String, Entity>();
        var bySurname = new HashMap<String, List<Entity>>();
        for (Entity entity : entities) {
            byKey.put(entity.key(), entity);
            if (entity.isPerson()) {
                NamesOf.surname(entity.label())
                        .ifPresent(name -> bySurname.computeIfAbsent(name, key -> new ArrayList<>(1)).add(entity));
            }
            NamesOf.entity(entity).forEach(name -> add(names, name));
        }
        hidden.forEach(phrase -> add(names, new Name(null, phrase, Name.Kind.HIDDEN)));
        return new Gazetteer(version, List.copyOf(entities), names, Set.copyOf(leadIns), byKey, bySurname,
                Map.copyOf(lists));
    }

    private static void add(Map<String, List<Name>> names, Name name) {
        names.computeIfAbsent(name.key(), key -> new ArrayList<>(1)).add(name);
    }

    /// Key of the entity that has this folded name without needing context; empty when none has.
    String outright(String foldedName) {
        for (Name name : names.getOrDefault(foldedName, List.of())) {
            if (name.kind() != Name.Kind.AMBIGUOUS) {
                return name.entityKey();
            }
        }
        return "";
    }

    Optional<Entity> entity(@Nullable String key) {
        return key == null ? Optional.empty() : Optional.ofNullable(byKey.get(key));
    }
}
