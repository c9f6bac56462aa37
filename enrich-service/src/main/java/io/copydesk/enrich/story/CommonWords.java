package io.copydesk.enrich.story;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known of the words of news beforehand.
///
/// @param dropped say nothing of an event
/// @param agencies attributions
/// @param numbers value by word
/// @param common hashes of the stems of words that most events share
record CommonWords(Set<String> dropped, Set<String> agencies, Map<String, String> numbers, IntCounts common) {
    private static final String FILE = "/stories/common-words.yaml";
    private static final int FIRST_NUMBER = 2;

    static CommonWords builtIn() {
        Map<String, String> lists;
        try (var file = CommonWords.class.getResourceAsStream(FILE)) {
            lists = new YAMLMapper().readValue(file, new TypeReference<>() {
            });
        } catch (IOException e) {
            throw new UncheckedIOException("not on the class path, or no YAML: " + FILE, e);
        }
        Map<String, String> numbers = new HashMap<>();
        int value = FIRST_NUMBER;
        for (var word : words(lists, "numbers")) {
            numbers.put(word, Integer.toString(value++));
        }
        var stems = new Stems();
        var common = new IntCounts();
        words(lists, "common").forEach(word -> common.add(Features.hash(stems.stem("en", word)), 1));
        return new CommonWords(Set.copyOf(words(lists, "dropped")), Set.copyOf(words(lists, "agencies")),
                Map.copyOf(numbers), common);
    }

    private static List<String> words(Map<String, String> lists, String name) {
        return List.of(lists.getOrDefault(name, "").split(" "));
    }
}
