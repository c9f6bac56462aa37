package io.copydesk.enrich.tagging;

import io.copydesk.enrich.tagging.NameMemory.Meaning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whom a short name means at a place of an entry: whoever was introduced under it last before the place; in a headline,
/// which is written after its text, whoever the text introduces first. Without either the blog's memory counts, then a
/// later introduction.
final class Introductions {
    private record Introduction(int field, int at, Entity entity) {}

    private final Gazetteer gazetteer;
    private final NameMemory memory;
    private final Map<String, List<Introduction>> here = new HashMap<>();
    private final Map<String, Meaning> introduced = new LinkedHashMap<>();

    Introductions(Gazetteer gazetteer, NameMemory memory) {
        this.gazetteer = gazetteer;
        this.memory = memory;
    }

    void add(String name, int field, int at, Entity entity) {
        here.computeIfAbsent(name, key -> new ArrayList<>(2)).add(new Introduction(field, at, entity));
        introduced.put(name, entity.isUnlinked()
                ? new Meaning(entity.key(), entity.label(), entity.type())
                : Meaning.known(entity.key()));
    }

    boolean isEmpty() {
        return here.isEmpty() && memory.names().isEmpty();
    }

    /// For the blog's memory, in the order of the text.
    Map<String, Meaning> introduced() {
        return introduced;
    }

    Optional<Entity> meant(String name, int field, int at) {
        List<Introduction> all = here.getOrDefault(name, List.of());
        @Nullable
        Entity before = null;
        @Nullable
        Entity inBody = null;
        for (Introduction introduction : all) {
            if (introduction.field() < field || (introduction.field() == field && introduction.at() < at)) {
                before = introduction.entity();
            }
            if (field == 0 && introduction.field() == 1 && inBody == null) {
                inBody = introduction.entity();
            }
        }
        if (before != null || inBody != null) {
            return Optional.ofNullable(before != null ? before : inBody);
        }
        return remembered(name).or(() -> all.stream().findFirst().map(Introduction::entity));
    }

    Optional<Entity> remembered(String name) {
        Meaning meaning = memory.names().get(name);
        if (meaning == null) {
            return Optional.empty();
        }
        return meaning.label().isEmpty()
                ? gazetteer.entity(meaning.entity())
                : Optional.of(gazetteer.entity(meaning.entity())
                        .orElseGet(() -> Entity.unlinked(meaning.type(), meaning.label())));
    }
}
