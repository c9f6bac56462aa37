package io.copydesk.ingest.capture;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// One paragraph with what cohesion looks at.
///
/// @param tokens its words outside quotation marks
/// @param stems of all its longer words, quoted or not
/// @param introduced first and last names of everybody it gives in full
record Paragraph(String text, List<Token> tokens, Set<String> stems, Set<String> names, Set<String> introduced,
        Clause main, Attribution attribution) {
    private static final int SHORTEST_STEM = 4;

    static Paragraph of(String text) {
        List<Token> tokens = Token.outsideQuotations(text);
        List<Token> all = Token.of(text);
        Set<String> stems = all.stream().map(Token::text).filter(word -> word.length() >= SHORTEST_STEM)
                .filter(word -> !Words.functionWord(word.toLowerCase(Locale.ROOT)))
                .map(Words::stem).collect(Collectors.toUnmodifiableSet());
        Set<String> names = all.stream().filter(Token::capital).map(Token::text)
                .collect(Collectors.toUnmodifiableSet());
        return new Paragraph(text, tokens, stems, names, Names.introduced(all), Clause.main(tokens),
                Attribution.in(tokens));
    }

    boolean opensWithQuotation() {
        return text.startsWith("“") || text.startsWith("\"") || text.startsWith("‘");
    }

    /// Whether what stands before the main clause names somebody in full, so that its pronoun is bound.
    boolean frontsFullName() {
        return !Names.full(opening(tokens.indexOf(main.tokens().getFirst()))).isEmpty();
    }

    List<Token> opening(int words) {
        return tokens.subList(0, Math.min(words, tokens.size()));
    }

    boolean voiceOfThePress() {
        return main.perfect() && main.subject().stream().anyMatch(token -> Words.PRESS.contains(token.lower()));
    }
}
