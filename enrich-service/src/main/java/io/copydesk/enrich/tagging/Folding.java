package io.copydesk.enrich.tagging;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// How each UTF-16 code unit folds, looked up rather than computed: every entry's text is read through these tables.
final class Folding {
    /// Bits of a shape.
    static final int WORD = 1;
    static final int CAPITAL = 2;
    static final int SMALL = 4;
    static final int DIGIT = 8;

    /// What reading a code unit does when it does not simply become one folded character.
    static final byte ONE = 0;
    static final byte SPACE = 1;
    static final byte DROPPED = 2;
    static final byte MARK = 3;
    static final byte SEVERAL = 4;
    static final byte SURROGATE = 5;

    private static final int CODE_UNITS = 1 << 16;
    private static final String INVISIBLE = "\u00AD\u200B\u200C\u200D\u2060\uFEFF";
    private static final Map<Character, String> PLAIN = Map.ofEntries(Map.entry('\u2018', "'"),
            Map.entry('\u2019', "'"), Map.entry('\u02BC', "'"), Map.entry('\u00B4', "'"), Map.entry('\uFF07', "'"),
            Map.entry('\u2010', "-"), Map.entry('\u2011', "-"), Map.entry('\u2012', "-"), Map.entry('\u2013', "-"),
            Map.entry('\u2212', "-"), Map.entry('ł', "l"), Map.entry('Ł', "l"), Map.entry('ø', "o"),
            Map.entry('Ø', "o"), Map.entry('đ', "d"), Map.entry('Đ', "d"), Map.entry('ð', "d"), Map.entry('Ð', "d"),
            Map.entry('ı', "i"), Map.entry('ß', "ss"), Map.entry('ẞ', "ss"), Map.entry('æ', "ae"),
            Map.entry('Æ', "ae"), Map.entry('œ', "oe"), Map.entry('Œ', "oe"), Map.entry('þ', "th"),
            Map.entry('Þ', "th"), Map.entry('\r', "\n"));

    private static final byte[] STEPS = new byte[CODE_UNITS];
    private static final byte[] SHAPES = new byte[CODE_UNITS];
    private static final char[] FOLDED = new char[CODE_UNITS];
    private static final Map<Character, char[]> EXPANSIONS = new HashMap<>();

    static {
        for (int unit = 0; unit < CODE_UNITS; unit++) {
            learn((char) unit);
        }
    }

    private Folding() {}

    private static void learn(char unit) {
        SHAPES[unit] = (byte) shapeOf(unit);
        FOLDED[unit] = unit;
        if (Character.isSurrogate(unit)) {
            STEPS[unit] = SURROGATE;
        } else if (unit == '\t' || Character.isSpaceChar(unit)) {
            STEPS[unit] = SPACE;
            FOLDED[unit] = ' ';
        } else if (Character.getType(unit) == Character.NON_SPACING_MARK) {
            STEPS[unit] = MARK;
        } else if (INVISIBLE.indexOf(unit) >= 0) {
            STEPS[unit] = DROPPED;
        } else {
            learn(unit, folded(unit));
        }
    }

    private static void learn(char unit, String folded) {
        if (folded.length() == 1) {
            FOLDED[unit] = folded.charAt(0);
        } else if (folded.isEmpty()) {
            STEPS[unit] = DROPPED;
        } else {
            STEPS[unit] = SEVERAL;
            EXPANSIONS.put(unit, folded.toCharArray());
        }
    }

    private static String folded(char unit) {
        String plain = PLAIN.get(unit);
        if (plain != null || !Character.isLetter(unit)) {
            return plain == null ? String.valueOf(unit) : plain;
        }
        return Normalizer.normalize(String.valueOf(unit), Normalizer.Form.NFD)
                .codePoints()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    private static int shapeOf(int codePoint) {
        if (Character.isUpperCase(codePoint)) {
            return WORD | CAPITAL;
        }
        if (Character.isLetter(codePoint)) {
            return WORD | SMALL;
        }
        return Character.isDigit(codePoint) ? WORD | DIGIT : codePoint == '_' ? WORD : 0;
    }

    static byte step(char unit) {
        return STEPS[unit];
    }

    static byte shape(char unit) {
        return SHAPES[unit];
    }

    /// The shape of the character that a surrogate is half of.
    static byte shape(String text, int index) {
        int codePoint = Character.isLowSurrogate(text.charAt(index)) && index > 0
                ? text.codePointBefore(index + 1)
                : text.codePointAt(index);
        return (byte) shapeOf(codePoint);
    }

    static char character(char unit) {
        return FOLDED[unit];
    }

    static char[] expansion(char unit) {
        char[] expansion = EXPANSIONS.getOrDefault(unit, new char[0]);
        return Arrays.copyOf(expansion, expansion.length);
    }
}
