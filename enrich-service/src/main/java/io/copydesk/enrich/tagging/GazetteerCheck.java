package io.copydesk.enrich.tagging;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What there is to say of a gazetteer.
///
/// @param problems that keep it from being used; empty when it is fine
/// @param counts entities by type, names, and what deserves a look
public record GazetteerCheck(List<String> problems, Map<String, Long> counts) {

    /// @param folder files beside the built-in ones, if there are any
    public static GazetteerCheck of(@Nullable Path folder) {
        try {
            var gazetteer = BuiltIn.gazetteer(folder == null ? List.of() : DataFile.folder(folder));
            return new GazetteerCheck(List.of(), counts(gazetteer));
        } catch (GazetteerException e) {
            return new GazetteerCheck(e.problems(), Map.of());
        }
    }

    private static Map<String, Long> counts(Gazetteer gazetteer) {
        var counts = new TreeMap<String, Long>();
        for (var entity : gazetteer.entities()) {
            counts.merge("entities", 1L, Long::sum);
            counts.merge("entities of type " + entity.type(), 1L, Long::sum);
            counts.merge(entity.publishedQid() != null
                    ? "entities with a QID"
                    : entity.unchecked() ? "entities with a QID that nobody has checked" : "entities without a QID", 1L,
                    Long::sum);
        }
        counts.put("names", (long) gazetteer.names().size());
        counts.put("names that need context",
                gazetteer.names().values().stream().filter(names -> names.stream().allMatch(
                        name -> name.kind() == Name.Kind.AMBIGUOUS)).count());
        counts.put("names of several entities", gazetteer.names().values().stream()
                .filter(names -> new HashSet<>(names.stream().map(Name::entityKey).toList()).size() > 1).count());
        return counts;
    }
}
