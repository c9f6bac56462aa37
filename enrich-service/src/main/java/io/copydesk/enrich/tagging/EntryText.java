package io.copydesk.enrich.tagging;

import java.util.List;

/// The two texts of one entry, folded once.
record EntryText(FoldedText headline, FoldedText body) {
    static EntryText of(String headline, String body) {
        return new EntryText(FoldedText.of(headline), FoldedText.of(body));
    }

    List<FoldedText> fields() {
        return List.of(headline, body);
    }

    /// Whether the entry has these folded words, as words.
    boolean has(String words) {
        return has(headline, words) || has(body, words);
    }

    private static boolean has(FoldedText text, String words) {
        String folded = text.asString();
        for (int at = folded.indexOf(words); at >= 0; at = folded.indexOf(words, at + 1)) {
            if (text.isOnWordBoundaries(at, at + words.length())) {
                return true;
            }
        }
        return false;
    }
}
