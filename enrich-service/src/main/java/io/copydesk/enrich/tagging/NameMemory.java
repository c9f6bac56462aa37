package io.copydesk.enrich.tagging;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Names that a blog has introduced: normalised short name (a surname, or 'sir' and a first name) → entity key.
/// Immutable and insertion-ordered; keeps the newest [#LIMIT] names.
public record NameMemory(Map<String, String> entityByName) {
    /// A long blog introduces some hundred people; about 12 KB of state at most.
    public static final int LIMIT = 400;
    public static final NameMemory EMPTY = new NameMemory(Map.of());

    public NameMemory {
        var kept = new LinkedHashMap<String, String>(entityByName);
        while (kept.size() > LIMIT) {
            kept.pollFirstEntry();
        }
        entityByName = Collections.unmodifiableMap(kept);
    }

    /// The same memory when all of it is known already, so that an entry without new names changes no state.
    NameMemory with(Map<String, String> introduced) {
        if (introduced.entrySet().stream().allMatch(name -> name.getValue().equals(entityByName.get(name.getKey())))) {
            return this;
        }
        var merged = new LinkedHashMap<String, String>(entityByName);
        introduced.forEach((name, entity) -> {
            if (!entity.equals(merged.get(name))) {
                merged.putLast(name, entity);
            }
        });
        return new NameMemory(merged);
    }
}
