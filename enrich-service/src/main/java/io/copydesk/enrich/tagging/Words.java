package io.copydesk.enrich.tagging;

import java.util.Arrays;

/// The words of a folded text, each with what stands before it, how it is written and what the lexicon knows of it.
final class Words {
    /// What stands between a word and the one before it; anything else is a number that only equals itself.
    static final int LINE = 0;
    static final int SPACE = 1;
    static final int HYPHEN = 2;
    static final int APOSTROPHE = 3;
    static final int DOT = 4;
    static final int DOT_SPACE = 5;
    static final int COMMA = 6;
    static final int AMPERSAND = 7;
    static final int OPEN_BRACKET = 8;
    private static final int OTHER = 1 << 30;

    private static final int CAPITAL = 1;
    private static final int ALL_CAPITALS = 2;
    private static final int PLAIN_LETTERS = 4;
    private static final int STARTS_SENTENCE = 8;
    private static final int TITLE_CASE = 16;
    private static final int SHOUTED = 32;

    /// Characters of the longest line that may be a title.
    private static final int LONGEST_TITLE = 300;
    private static final int LONG_WORD = 3;

    private final FoldedText text;
    private int count;
    private int[] begins;
    private int[] ends;
    private int[] ids;
    private int[] gaps;
    private byte[] flags;
    private long[] roles;

    private int lineFrom;
    private int longWords;
    private int longCapitals;
    private int capitals;
    private int smallLetters;

    private Words(FoldedText text) {
        this.text = text;
        int capacity = text.length() / 5 + 8;
        begins = new int[capacity];
        ends = new int[capacity];
        ids = new int[capacity];
        gaps = new int[capacity];
        flags = new byte[capacity];
        roles = new long[capacity];
    }

    static Words of(FoldedText text, Lexicon lexicon) {
        var words = new Words(text);
        words.read(lexicon);
        return words;
    }

    private void read(Lexicon lexicon) {
        char[] characters = text.characters();
        byte[] letters = text.shapes();
        int length = text.length();
        int at = 0;
        int after = 0;
        while (at < length) {
            int shape = letters[at];
            if ((shape & Folding.WORD) == 0) {
                at++;
                continue;
            }
            int begin = at;
            long hash = Lexicon.firstHash();
            int shapes = 0;
            do {
                hash = Lexicon.hash(hash, characters[at++]);
                shapes |= shape;
            } while (at < length && ((shape = letters[at]) & Folding.WORD) != 0);
            add(after, begin, at, shapes, lexicon.id(hash), lexicon);
            after = at;
        }
        closeLine();
    }

    private void add(int after, int begin, int end, int shapes, int id, Lexicon lexicon) {
        if (count == begins.length) {
            grow();
        }
        int gap = count == 0 ? LINE : gap(after, begin);
        if (gap == LINE) {
            closeLine();
        }
        begins[count] = begin;
        ends[count] = end;
        ids[count] = id;
        gaps[count] = gap;
        roles[count] = lexicon.roles(id);
        boolean capital = (text.shape(begin) & Folding.CAPITAL) != 0;
        boolean noSmall = (shapes & Folding.SMALL) == 0;
        int flag = capital ? CAPITAL : 0;
        flag |= noSmall && (shapes & Folding.CAPITAL) != 0 ? ALL_CAPITALS : 0;
        flag |= (shapes & Folding.DIGIT) == 0 ? PLAIN_LETTERS : 0;
        flag |= startsSentence(gap, after, begin) ? STARTS_SENTENCE : 0;
        flags[count++] = (byte) flag;
        capitals += capital ? 1 : 0;
        smallLetters |= shapes & Folding.SMALL;
        if (end - begin >= LONG_WORD && (shapes & Folding.DIGIT) == 0) {
            longWords++;
            longCapitals += capital ? 1 : 0;
        }
    }

    private void grow() {
        int capacity = count * 2;
        begins = Arrays.copyOf(begins, capacity);
        ends = Arrays.copyOf(ends, capacity);
        ids = Arrays.copyOf(ids, capacity);
        gaps = Arrays.copyOf(gaps, capacity);
        flags = Arrays.copyOf(flags, capacity);
        roles = Arrays.copyOf(roles, capacity);
    }

    private int gap(int from, int to) {
        char[] characters = text.characters();
        char first = characters[from];
        if (to - from == 1) {
            switch (first) {
                case ' ' -> {
                    return SPACE;
                }
                case '-' -> {
                    return HYPHEN;
                }
                case '\'' -> {
                    return APOSTROPHE;
                }
                case '.' -> {
                    return DOT;
                }
                default -> {
                }
            }
        } else if (to - from == 2 && characters[from + 1] == ' ' && first == ',') {
            return COMMA;
        } else if (to - from == 2 && characters[from + 1] == ' ' && first == '.') {
            return DOT_SPACE;
        } else if (to - from == 2 && first == ' ' && characters[from + 1] == '(') {
            return OPEN_BRACKET;
        } else if (to - from == 3 && first == ' ' && characters[from + 1] == '&' && characters[from + 2] == ' ') {
            return AMPERSAND;
        }
        int hash = 0;
        for (int index = from; index < to; index++) {
            if (characters[index] == '\n') {
                return LINE;
            }
            hash = hash * 31 + characters[index];
        }
        return OTHER | hash;
    }

    /// A dot after an abbreviation or an initial ends none; a quote, a colon and a dash begin one.
    private boolean startsSentence(int gap, int from, int to) {
        if (gap == SPACE || gap == HYPHEN || gap == APOSTROPHE || gap == DOT || gap == COMMA || gap == AMPERSAND
                || gap == OPEN_BRACKET) {
            return false;
        }
        if (gap == LINE) {
            return true;
        }
        if (gap == DOT_SPACE) {
            return !(isInitial(count - 1) || has(count - 1, Role.ABBREVIATION.bit()));
        }
        for (int index = from; index < to; index++) {
            if (".!?:;\u2026-\u2014|\"\u201C\u201E\u00AB\u2022".indexOf(text.characters()[index]) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void closeLine() {
        if (count > lineFrom) {
            int length = ends[count - 1] - begins[lineFrom];
            boolean title = length <= LONGEST_TITLE && !endsInDot(count - 1) && longCapitals * 4 >= longWords * 3
                    && (longWords > 2 || capitals == count - lineFrom);
            boolean shouted = smallLetters == 0 && capitals > 2;
            if (title || shouted) {
                for (int index = lineFrom; index < count; index++) {
                    flags[index] |= (byte) ((title ? TITLE_CASE : 0) | (shouted ? SHOUTED : 0));
                }
            }
        }
        lineFrom = count;
        longWords = 0;
        longCapitals = 0;
        capitals = 0;
        smallLetters = 0;
    }

    private boolean endsInDot(int word) {
        return ends[word] < text.length() && text.characters()[ends[word]] == '.';
    }

    FoldedText text() {
        return text;
    }

    int count() {
        return count;
    }

    int begin(int word) {
        return begins[word];
    }

    int end(int word) {
        return ends[word];
    }

    int id(int word) {
        return ids[word];
    }

    /// What stands before the word; [#LINE] for one that is not there.
    int gap(int word) {
        return word < 0 || word >= count ? LINE : gaps[word];
    }

    boolean has(int word, long anyRole) {
        return word >= 0 && word < count && (roles[word] & anyRole) != 0;
    }

    boolean isCapital(int word) {
        return word >= 0 && word < count && (flags[word] & CAPITAL) != 0;
    }

    boolean isAllCapitals(int word) {
        return (flags[word] & ALL_CAPITALS) != 0;
    }

    /// Letters only.
    boolean isPlain(int word) {
        return (flags[word] & PLAIN_LETTERS) != 0;
    }

    boolean startsSentence(int word) {
        return (flags[word] & STARTS_SENTENCE) != 0;
    }

    boolean startsSentenceOrEnds(int word) {
        return word >= count || startsSentence(word);
    }

    /// Whether most longer words of its line have a capital.
    boolean isInTitle(int word) {
        return (flags[word] & TITLE_CASE) != 0;
    }

    /// Whether its line has capital letters only.
    boolean isShouted(int word) {
        return (flags[word] & SHOUTED) != 0;
    }

    int length(int word) {
        return ends[word] - begins[word];
    }

    /// '43rd', of a brigade or a court.
    boolean isOrdinal(int word) {
        int end = ends[word];
        return length(word) > 2 && !isPlain(word) && (text.shape(begins[word]) & Folding.DIGIT) != 0
                && (text.shape(end - 1) & Folding.SMALL) != 0 && (text.shape(end - 2) & Folding.SMALL) != 0;
    }

    boolean isInitial(int word) {
        return word >= 0 && word < count && length(word) == 1 && isCapital(word);
    }

    /// A possessive: 's or the apostrophe after an s.
    boolean isPossessive(int word) {
        int next = word + 1;
        return next < count && gaps[next] == APOSTROPHE && length(next) == 1
                && text.characters()[begins[next]] == 's';
    }

    boolean is(int word, String folded) {
        if (word < 0 || word >= count || length(word) != folded.length()) {
            return false;
        }
        char[] characters = text.characters();
        for (int index = 0; index < folded.length(); index++) {
            if (characters[begins[word] + index] != folded.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /// From the first word to the end of the last.
    String folded(int first, int last) {
        return text.substring(begins[first], ends[last]);
    }

    /// As published.
    String written(int first, int last) {
        return text.original().substring(text.start(begins[first]), text.end(ends[last]));
    }
}
