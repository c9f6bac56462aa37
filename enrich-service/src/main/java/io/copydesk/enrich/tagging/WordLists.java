package io.copydesk.enrich.tagging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Folded words of each role.
record WordLists(Map<Role, Set<String>> words) {

    /// @throws GazetteerException for a list of no known role
    static WordLists load(List<DataFile> files) {
        var words = new EnumMap<Role, Set<String>>(Role.class);
        for (DataFile file : files) {
            try {
                Map<String, List<String>> lists = new YAMLMapper().readValue(file.text(), new TypeReference<>() {
                });
                lists.forEach((name, list) -> list.forEach(word -> words
                        .computeIfAbsent(role(file, name), key -> new LinkedHashSet<>()).add(FoldedText.fold(word))));
            } catch (JsonProcessingException e) {
                throw new GazetteerException(List.of(file.name() + ": " + e.getOriginalMessage()));
            }
        }
        return new WordLists(words);
    }

    private static Role role(DataFile file, String name) {
        try {
            return Role.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new GazetteerException(List.of(file.name() + ": unknown list '" + name + "'"));
        }
    }

    Set<String> of(Role role) {
        return words.getOrDefault(role, Set.of());
    }

    void addTo(Lexicon.Builder lexicon) {
        words.forEach((role, list) -> list.forEach(word -> lexicon.add(word, role)));
    }
}
