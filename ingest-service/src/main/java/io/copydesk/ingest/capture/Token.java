package io.copydesk.ingest.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A word of a paragraph without the punctuation around it.
///
/// @param text without a possessive ending
/// @param ends what it closes
record Token(String text, boolean possessive, End ends) {
    /// What stands behind a word: nothing, a comma or dash, or the end of its sentence.
    enum End {
        NOTHING, CLAUSE, SENTENCE
    }

    private static final String STOPS = ",.!?";
    private static final String EDGE = "()[]{}.,:;!?…–—\"“”‘’'";

    /// The words outside quotation marks; a quotation that never closes runs to the end.
    static List<Token> outsideQuotations(String paragraph) {
        StringBuilder outside = new StringBuilder(paragraph.length());
        boolean quoted = false;
        for (int i = 0; i < paragraph.length(); i++) {
            char at = paragraph.charAt(i);
            boolean opens = at == '“' || (at == '"' && !quoted);
            boolean closes = quoted && (at == '”' || at == '"');
            if (opens || closes) {
                quoted = opens;
                outside.append(closes && i > 0 && STOPS.indexOf(paragraph.charAt(i - 1)) >= 0 ? " , " : " ");
            } else if (!quoted) {
                outside.append(at);
            }
        }
        return of(outside.toString());
    }

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            int start = 0;
            int end = word.length();
            while (start < end && EDGE.indexOf(word.charAt(start)) >= 0) {
                start++;
            }
            while (end > start && EDGE.indexOf(word.charAt(end - 1)) >= 0) {
                end--;
            }
            if (start < end) {
                tokens.add(token(word.substring(start, end), word.substring(end)));
            } else if (!word.isEmpty() && !tokens.isEmpty()) {
                Token last = tokens.removeLast();
                tokens.add(new Token(last.text, last.possessive, end(word)));
            }
        }
        return tokens;
    }

    private static Token token(String word, String tail) {
        boolean owner = word.length() > 2 && (word.endsWith("'s") || word.endsWith("’s"));
        boolean plural = word.endsWith("s") && (tail.startsWith("'") || tail.startsWith("’"));
        return new Token(owner ? word.substring(0, word.length() - 2) : word, owner || plural, end(tail));
    }

    private static End end(String tail) {
        if (tail.chars().anyMatch(c -> c == '.' || c == '!' || c == '?')) {
            return End.SENTENCE;
        }
        return tail.chars().anyMatch(c -> ",:;–—".indexOf(c) >= 0) ? End.CLAUSE : End.NOTHING;
    }

    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }

    boolean capital() {
        return Character.isUpperCase(text.charAt(0));
    }

    /// Whether it may be part of a person's name: 'Laura', not 'US', 'Minister' or 'German'.
    boolean nameWord() {
        return capital() && text.length() > 1 && text.chars().skip(1).anyMatch(Character::isLowerCase)
                && !Words.NOT_NAMES.contains(lower()) && !Words.functionWord(lower())
                && !Words.COURTESY.contains(lower()) && !Words.demonym(text);
    }

    boolean initial() {
        return text.length() == 1 && capital();
    }
}
