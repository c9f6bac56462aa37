package io.copydesk.enrich.tagging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text as names are looked up in it: lower case, without diacritics, with plain apostrophes, hyphens and single spaces.
/// Every folded character knows the UTF-16 range of the original text that it came from. Most texts fold one to one, and
/// need no such table.
final class FoldedText {
    private final String original;
    private char[] folded;
    private byte[] shapes;
    private int[] starts = {};
    private int[] ends = {};
    private boolean oneToOne = true;
    private int length;
    private @Nullable String asString;

    private FoldedText(String original) {
        this.original = original;
        folded = new char[original.length()];
        shapes = new byte[original.length()];
    }

    static FoldedText of(String text) {
        var folding = new FoldedText(text);
        folding.read(text);
        if (folding.length != folding.folded.length) {
            folding.folded = Arrays.copyOf(folding.folded, folding.length);
        }
        return folding;
    }

    /// The folded form of a name, as the memory writes it.
    static String fold(String name) {
        return of(name.strip()).asString();
    }

    private void read(String text) {
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            byte step = Folding.step(unit);
            if (oneToOne && (step == Folding.ONE || (step == Folding.SPACE && !endsInSpace()))) {
                folded[length] = Folding.character(unit);
                shapes[length++] = Folding.shape(unit);
            } else {
                readOddly(unit, step, index);
            }
        }
    }

    private boolean endsInSpace() {
        return length > 0 && folded[length - 1] == ' ';
    }

    private void readOddly(char unit, byte step, int index) {
        switch (step) {
            case Folding.ONE -> append(Folding.character(unit), Folding.shape(unit), index);
            case Folding.SURROGATE -> append(unit, Folding.shape(original, index), index);
            case Folding.SPACE -> {
                if (endsInSpace()) {
                    extendLast(index);
                } else {
                    append(' ', Folding.shape(unit), index);
                }
            }
            case Folding.SEVERAL -> {
                for (char character : Folding.expansion(unit)) {
                    append(character, Folding.shape(unit), index);
                }
            }
            // a decomposed accent belongs to the letter before it
            case Folding.MARK -> {
                noteOffsets();
                if (length > 0 && ends[length - 1] == index) {
                    extendLast(index);
                }
            }
            default -> noteOffsets();
        }
    }

    private void extendLast(int index) {
        noteOffsets();
        ends[length - 1] = index + 1;
    }

    private void append(char character, byte shape, int index) {
        if (length == folded.length) {
            folded = Arrays.copyOf(folded, length * 2 + 1);
            shapes = Arrays.copyOf(shapes, folded.length);
        }
        if (oneToOne && length != index) {
            noteOffsets();
        }
        folded[length] = character;
        shapes[length] = shape;
        if (!oneToOne) {
            if (length == starts.length) {
                starts = Arrays.copyOf(starts, folded.length);
                ends = Arrays.copyOf(ends, folded.length);
            }
            starts[length] = index;
            ends[length] = index + 1;
        }
        length++;
    }

    /// From here on the folded text is longer or shorter than the original.
    private void noteOffsets() {
        if (oneToOne) {
            oneToOne = false;
            starts = new int[folded.length];
            ends = new int[folded.length];
            for (int index = 0; index < length; index++) {
                starts[index] = index;
                ends[index] = index + 1;
            }
        }
    }

    String original() {
        return original;
    }

    /// The folded characters themselves; not to be written to.
    char[] characters() {
        return folded;
    }

    /// [Folding]'s bits for each folded character; not to be written to.
    byte[] shapes() {
        return shapes;
    }

    String asString() {
        String known = asString;
        if (known == null) {
            known = new String(folded, 0, length);
            asString = known;
        }
        return known;
    }

    int length() {
        return length;
    }

    /// [Folding]'s bits for the character that became this folded one.
    int shape(int index) {
        return shapes[index];
    }

    /// Where the folded character at `index` begins in the original.
    int start(int index) {
        return oneToOne ? index : starts[index];
    }

    /// The code unit of the original after the folded character before `end`.
    int end(int end) {
        return oneToOne ? end : ends[end - 1];
    }

    boolean isUpperCase(int index) {
        return (shapes[index] & Folding.CAPITAL) != 0;
    }

    String substring(int begin, int end) {
        return new String(folded, begin, end - begin);
    }

    /// Whether the folded range begins and ends where a word does.
    boolean isOnWordBoundaries(int begin, int end) {
        return startsWord(begin) && endsWord(end);
    }

    boolean startsWord(int begin) {
        return begin == 0 || (shapes[begin - 1] & Folding.WORD) == 0;
    }

    boolean endsWord(int end) {
        return end >= length || (shapes[end] & Folding.WORD) == 0;
    }
}
