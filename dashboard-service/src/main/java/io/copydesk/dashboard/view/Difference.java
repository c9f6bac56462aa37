package io.copydesk.dashboard.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a change did to one field.
///
/// @param before what stood there, in parts; empty where something was added
/// @param after what stands there now; empty where something was taken away
/// @param marked pieces of the text in their order
/// @param whole whether the pieces that are not gone make up the whole new text of the field
public record Difference(String field, String before, String after, List<Piece> marked, boolean whole) {
    /// The longest text, in words, that is marked as a whole: time grows with the square of what differs.
    static final int MOST_WORDS = 1_000;
    private static final String HEADLINE = "headline";
    private static final String BODY = "body";

    public Difference {
        marked = List.copyOf(marked);
    }

    /// Of all its texts, in characters.
    int length() {
        return before.length() + after.length() + marked.stream().mapToInt(piece -> piece.text().length()).sum();
    }

    /// A piece of a text.
    public record Piece(Op op, String text) {}

    /// What became of a piece.
    public enum Op {
        @JsonProperty("=")
        SAME, @JsonProperty("-")
        GONE, @JsonProperty("+")
        ADDED
    }

    /// What a change did: marked in the text itself where the text until then is known.
    static List<Difference> of(Change change, Entry now, @Nullable Card before) {
        var differences = new LinkedHashMap<String, List<Difference>>();
        for (var each : change.getDiff()) {
            boolean text = each.getField().equals(HEADLINE) || each.getField().equals(BODY);
            if (text && before != null && now.getStatus() == EntryStatus.LIVE) {
                differences.computeIfAbsent(each.getField(), field -> List.of(field.equals(HEADLINE)
                        ? of(field, before.headline(), now.getHeadline())
                        : of(field, before.body(), now.getBody())));
            } else {
                differences.computeIfAbsent(each.getField(), _ -> new ArrayList<>())
                        .add(ofParts(each.getField(), each.getBefore(), each.getAfter()));
            }
        }
        return differences.values().stream().flatMap(List::stream).toList();
    }

    /// Where only what has changed is known.
    public static Difference ofParts(String field, String before, String after) {
        return ofParts(field, before, after, false);
    }

    private static Difference ofParts(String field, String before, String after, boolean whole) {
        var pieces = new ArrayList<Piece>();
        add(pieces, Op.GONE, before);
        add(pieces, Op.ADDED, after);
        return new Difference(field, before, after, pieces, whole);
    }

    /// The two texts, word by word.
    static Difference of(String field, String before, String after) {
        var left = words(before);
        var right = words(after);
        if (left.size() > MOST_WORDS || right.size() > MOST_WORDS) {
            return ofParts(field, before, after, true);
        }
        var deltas = DiffUtils.diff(left, right).getDeltas();
        return new Difference(field, joined(deltas.stream().map(each -> each.getSource().getLines()).toList()),
                joined(deltas.stream().map(each -> each.getTarget().getLines()).toList()), pieces(right, deltas), true);
    }

    private static List<Piece> pieces(List<String> right, List<AbstractDelta<String>> deltas) {
        var pieces = new ArrayList<Piece>();
        int at = 0;
        for (var delta : deltas) {
            int begin = delta.getTarget().getPosition();
            var gone = String.join("", delta.getSource().getLines());
            var added = String.join("", delta.getTarget().getLines());
            int space = sharedSpace(gone, added);
            add(pieces, Op.SAME, String.join("", right.subList(at, begin)) + added.substring(0, space));
            add(pieces, Op.GONE, gone.substring(space));
            add(pieces, Op.ADDED, added.substring(space));
            at = begin + delta.getTarget().size();
        }
        add(pieces, Op.SAME, String.join("", right.subList(at, right.size())));
        return pieces;
    }

    /// The white space before a word is not what another word took the place of.
    private static int sharedSpace(String gone, String added) {
        int end = 0;
        while (end < gone.length() && end < added.length() && gone.charAt(end) == added.charAt(end)
                && Character.isWhitespace(gone.charAt(end))) {
            end++;
        }
        return end;
    }

    private static void add(List<Piece> pieces, Op op, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(op, text));
        }
    }

    private static String joined(List<List<String>> parts) {
        return String.join(" … ", parts.stream().map(part -> String.join("", part).strip())
                .filter(part -> !part.isEmpty()).toList());
    }

    /// Each with the white space before it, so that they make up the text again.
    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("(?<=\\S)(?=\\s)"));
    }
}
