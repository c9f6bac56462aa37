package io.copydesk.enrich.tagging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Guesses a language from its most frequent small words, and stays silent where they do not decide.
/// Only asked when the publisher claims none.
final class LanguageGuess {
    private static final int FEWEST_WORDS = 4;
    private static final double FEWEST_SHARE = 0.15;
    /// The best language needs this many times the words of the second.
    private static final double CLEAR = 1.5;

    private final Map<String, List<String>> languagesByWord = new HashMap<>();

    LanguageGuess(DataFile file) {
        try {
            Map<String, List<String>> words = new YAMLMapper().readValue(file.text(), new TypeReference<>() {
            });
            words.forEach((language, list) -> list.forEach(
                    word -> languagesByWord.computeIfAbsent(FoldedText.fold(word), key -> new ArrayList<>())
                            .add(language)));
        } catch (JsonProcessingException e) {
            throw new GazetteerException(List.of(file.name() + ": " + e.getOriginalMessage()));
        }
    }

    Optional<String> guess(EntryText entry) {
        Map<String, Integer> votes = new HashMap<>();
        int words = 0;
        for (FoldedText text : entry.fields()) {
            words += count(text, votes);
        }
        List<Map.Entry<String, Integer>> ranked = votes.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        if (ranked.isEmpty()) {
            return Optional.empty();
        }
        int best = ranked.getFirst().getValue();
        int second = ranked.size() > 1 ? ranked.get(1).getValue() : 0;
        boolean clear = best >= FEWEST_WORDS && best >= words * FEWEST_SHARE && best >= second * CLEAR;
        return clear ? Optional.of(ranked.getFirst().getKey()) : Optional.empty();
    }

    private int count(FoldedText text, Map<String, Integer> votes) {
        int words = 0;
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && Character.isLetter(text.characters()[end])) {
                end++;
            }
            if (end > at) {
                words++;
                languagesByWord.getOrDefault(text.substring(at, end), List.of())
                        .forEach(language -> votes.merge(language, 1, Integer::sum));
            }
            at = end + 1;
        }
        return words;
    }
}
