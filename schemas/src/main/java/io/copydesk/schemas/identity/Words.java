package io.copydesk.schemas.identity;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A text as its words alone: letters and digits in lower case, nothing of its punctuation or spelling of spaces.
public final class Words {
    /// The words that open an entry and tell it from the others of its time.
    static final int OPENING = 8;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private Words() {}

    public static List<String> of(String text) {
        return WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)).results()
                .map(MatchResult::group).toList();
    }

    /// Shared words over all words, 0 to 1.
    public static double similarity(List<String> left, List<String> right) {
        var all = new HashSet<>(left);
        var shared = new HashSet<>(left);
        all.addAll(right);
        shared.retainAll(new HashSet<>(right));
        return all.isEmpty() ? 0 : (double) shared.size() / all.size();
    }
}
