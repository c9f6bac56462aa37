package io.copydesk.enrich.revision;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.copydesk.contracts.FieldChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// What differs between two texts, word by word.
final class Diff {
    /// The longest text, in words beside what both share at either end, that is compared word by word; a longer one
    /// counts as one change. Bounds time, which grows with the square.
    static final int MOST_WORDS = 2_000;
    /// The longest quotation of a change, in characters.
    static final int LONGEST_QUOTE = 2_000;
    /// A typo changes a word of at least this many letters …
    static final int TYPO_WORD = 4;
    /// … by at most this many of them, and never a digit: 25 is not a typo of 26.
    static final int TYPO_LETTERS = 2;
    /// More typos than one in so many words are a rewriting.
    static final int WORDS_PER_TYPO = 25;

    private final String field;
    private final List<String> before;
    private final List<String> after;
    private final List<AbstractDelta<String>> deltas;

    private Diff(String field, List<String> before, List<String> after, List<AbstractDelta<String>> deltas) {
        this.field = field;
        this.before = before;
        this.after = after;
        this.deltas = deltas;
    }

    static Diff of(String field, String before, String after) {
        var left = words(before);
        var right = words(after);
        int shorter = Math.min(left.size(), right.size());
        int start = 0;
        while (start < shorter && left.get(start).equals(right.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && left.get(left.size() - 1 - end).equals(right.get(right.size() - 1 - end))) {
            end++;
        }
        left = left.subList(start, left.size() - end);
        right = right.subList(start, right.size() - end);
        boolean comparable = left.size() <= MOST_WORDS && right.size() <= MOST_WORDS;
        return new Diff(field, left, right, comparable ? DiffUtils.diff(left, right).getDeltas() : List.of());
    }

    boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }

    List<FieldChange> changes() {
        if (deltas.isEmpty()) {
            return isEmpty() ? List.of() : List.of(change(before, after));
        }
        return deltas.stream().map(delta -> change(delta.getSource().getLines(), delta.getTarget().getLines()))
                .toList();
    }

    /// White space, punctuation, or a typo here and there; `words` is the length of the text.
    boolean isMinor(int words) {
        if (isEmpty()) {
            return true;
        }
        if (deltas.isEmpty()) {
            return false;
        }
        int typos = 0;
        for (var delta : deltas) {
            var left = letters(delta.getSource().getLines());
            var right = letters(delta.getTarget().getLines());
            if (String.join("", left).equals(String.join("", right))) {
                continue;
            }
            if (left.size() != right.size()) {
                return false;
            }
            for (int i = 0; i < left.size(); i++) {
                if (!left.get(i).equals(right.get(i))) {
                    if (!isTypo(left.get(i), right.get(i))) {
                        return false;
                    }
                    typos++;
                }
            }
        }
        return typos <= Math.max(1, words / WORDS_PER_TYPO);
    }

    private static boolean isTypo(String left, String right) {
        boolean hasDigit = (left + right).chars().anyMatch(Character::isDigit);
        return !hasDigit && Math.min(left.length(), right.length()) >= TYPO_WORD
                && new LevenshteinDistance(TYPO_LETTERS).apply(left, right) >= 0;
    }

    private static List<String> letters(List<String> words) {
        var letters = new ArrayList<String>();
        for (var word : words) {
            var bare = word.replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
            if (!bare.isEmpty()) {
                letters.add(bare);
            }
        }
        return letters;
    }

    private static List<String> words(String text) {
        var stripped = text.strip();
        return stripped.isEmpty() ? List.of() : Arrays.asList(stripped.split("[\\s\\p{Z}]+"));
    }

    private FieldChange change(List<String> left, List<String> right) {
        return FieldChange.newBuilder().setField(field).setBefore(quote(left)).setAfter(quote(right)).build();
    }

    private static String quote(List<String> words) {
        var text = String.join(" ", words);
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
