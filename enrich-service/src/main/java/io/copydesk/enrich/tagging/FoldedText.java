package io.copydesk.enrich.tagging;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// A text as the automata read it: lower case, without diacritics, with plain apostrophes, hyphens and single spaces.
/// Every folded character knows the UTF-16 range of the original text that it came from.
final class FoldedText {
    private static final String DROPPED = "\u00AD\u200B\u200C\u200D\u2060\uFEFF";

    private final String original;
    private char[] folded;
    private int[] starts;
    private int[] ends;
    private int length;
    private String asString = "";

    private FoldedText(String original) {
        this.original = original;
        int capacity = original.length() + 8;
        folded = new char[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
    }

    static FoldedText of(String text) {
        var folding = new FoldedText(text);
        for (int index = 0; index < text.length(); index++) {
            folding.read(text.charAt(index), index);
        }
        folding.folded = Arrays.copyOf(folding.folded, folding.length);
        folding.asString = String.valueOf(folding.folded);
        return folding;
    }

    /// The folded form of a name, as keys of automata and of the memory are written.
    static String fold(String name) {
        return of(name.strip()).asString;
    }

    private void read(char character, int index) {
        if (character < 0x80) {
            if (character >= 'A' && character <= 'Z') {
                append((char) (character + 32), index);
            } else if (character == '\t' || character == ' ') {
                appendSpace(index);
            } else {
                append(character == '\r' ? '\n' : character, index);
            }
        } else {
            readWide(character, index);
        }
    }

    private void readWide(char character, int index) {
        switch (character) {
            case '\u2018', '\u2019', '\u02BC', '\u00B4', '\uFF07' -> append('\'', index);
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2212' -> append('-', index);
            case 'ł', 'Ł' -> append('l', index);
            case 'ø', 'Ø' -> append('o', index);
            case 'đ', 'Đ', 'ð', 'Ð' -> append('d', index);
            case 'ı' -> append('i', index);
            case 'ß', 'ẞ' -> append("ss", index);
            case 'æ', 'Æ' -> append("ae", index);
            case 'œ', 'Œ' -> append("oe", index);
            case 'þ', 'Þ' -> append("th", index);
            default -> readOther(character, index);
        }
    }

    private void readOther(char character, int index) {
        if (Character.isSpaceChar(character)) {
            appendSpace(index);
        } else if (Character.getType(character) == Character.NON_SPACING_MARK) {
            // a decomposed accent belongs to the letter before it
            if (length > 0 && ends[length - 1] == index) {
                ends[length - 1] = index + 1;
            }
        } else if (DROPPED.indexOf(character) >= 0) {
            return;
        } else if (Character.isLetter(character)) {
            String plain = Normalizer.normalize(String.valueOf(character), Normalizer.Form.NFD)
                    .codePoints()
                    .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            append(plain.toLowerCase(Locale.ROOT), index);
        } else {
            append(character, index);
        }
    }

    private void appendSpace(int index) {
        if (length > 0 && folded[length - 1] == ' ') {
            ends[length - 1] = index + 1;
        } else {
            append(' ', index);
        }
    }

    private void append(String characters, int index) {
        for (int part = 0; part < characters.length(); part++) {
            append(characters.charAt(part), index);
        }
    }

    private void append(char character, int index) {
        if (length == folded.length) {
            int capacity = length * 2;
            folded = Arrays.copyOf(folded, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        folded[length] = character;
        starts[length] = index;
        ends[length] = index + 1;
        length++;
    }

    String original() {
        return original;
    }

    /// The folded characters themselves, for the automata; not to be written to.
    char[] characters() {
        return folded;
    }

    String asString() {
        return asString;
    }

    int length() {
        return length;
    }

    /// Where the folded character at `index` begins in the original.
    int start(int index) {
        return starts[index];
    }

    /// The code unit of the original after the folded character before `end`.
    int end(int end) {
        return ends[end - 1];
    }

    boolean isUpperCase(int index) {
        return Character.isUpperCase(original.codePointAt(starts[index]));
    }

    String substring(int begin, int end) {
        return asString.substring(begin, end);
    }

    /// Whether the folded range begins and ends where a word does.
    boolean isOnWordBoundaries(int begin, int end) {
        return startsWord(begin) && endsWord(end);
    }

    boolean startsWord(int begin) {
        return starts[begin] == 0 || !isWord(original.codePointBefore(starts[begin]));
    }

    boolean endsWord(int end) {
        int next = ends[end - 1];
        return next >= original.length() || !isWord(original.codePointAt(next));
    }

    static boolean isWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '_'
                || Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }
}
