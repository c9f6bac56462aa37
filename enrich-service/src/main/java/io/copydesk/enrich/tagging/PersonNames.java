package io.copydesk.enrich.tagging;

import java.util.Set;

/// Where the name of a person ends that begins with a word: initials, particles, hyphens, O' and Jr. included.
final class PersonNames {
    static final long NO_NAME = Role.any(Role.ORDINARY, Role.MONTH, Role.DAY, Role.DEMONYM, Role.OFFICE, Role.HONORIFIC,
            Role.ORGANISATION_HEAD, Role.PLACE_HEAD, Role.EVENT_HEAD, Role.NAMES_THING, Role.GENERIC);
    private static final long FIRST = Role.any(Role.FIRST_NAME, Role.WEAK_FIRST_NAME);
    private static final long SURNAME_TOO = Role.any(Role.COMMON, Role.COMMON_SURNAME, Role.NAMES_THING,
            Role.FIRST_NAME, Role.WEAK_FIRST_NAME);
    private static final long TITLES = Role.any(Role.HONORIFIC, Role.OFFICE, Role.ROLE);
    private static final long NEVER_LAST = Role.any(Role.FUNCTION, Role.OFFICE, Role.ORGANISATION_HEAD, Role.PLACE_HEAD,
            Role.MONTH, Role.DAY, Role.DEMONYM, Role.ROLE);
    private static final int MOST_WORDS = 4;
    private static final int MOST_PARTICLES = 3;
    private static final Set<String> FAMILY_FIRST = Set.of("kim", "park", "lee", "moon", "yoon", "han", "choi", "cho",
            "jung", "chung", "lim", "song", "shin", "seo", "hwang", "ahn", "oh", "ban", "roh", "ko", "kang", "tsai");

    private PersonNames() {}

    /// The last word of the longest name that begins here; `first` itself for a lone word, before it where no name begins.
    static int last(Words words, int first) {
        if (!begins(words, first)) {
            return first - 1;
        }
        int most = words.isInTitle(first) ? 2 : MOST_WORDS;
        int last = within(words, first, first);
        for (int count = words.isInitial(first) ? 0 : 1; count < most; count++) {
            int next = next(words, first, last);
            if (next == last) {
                break;
            }
            count -= words.isInitial(next) || words.gap(last + 1) == Words.DOT ? 1 : 0;
            last = within(words, first, next);
        }
        while (last > first && words.isInitial(last)) {
            last--;
        }
        return suffixed(words, first, last);
    }

    private static boolean begins(Words words, int first) {
        if (!words.isCapital(first) || !words.isPlain(first) || words.isShouted(first)
                || words.gap(first) == Words.HYPHEN || words.gap(first) == Words.APOSTROPHE) {
            return false;
        }
        if (words.length(first) == 1) {
            return (isDotted(words, first) && !words.has(first, Role.ORDINARY.bit()))
                    || (words.gap(first + 1) == Words.APOSTROPHE && words.length(first + 1) > 1);
        }
        if (words.isAllCapitals(first)) {
            return words.length(first) == 2 && !words.has(first, NO_NAME);
        }
        return words.has(first, FIRST) || !words.has(first, NO_NAME | Role.ROLE.bit());
    }

    private static boolean isDotted(Words words, int word) {
        int gap = words.gap(word + 1);
        return gap == Words.DOT || gap == Words.DOT_SPACE;
    }

    /// The word after `last` that still belongs to the name, or `last`.
    private static int next(Words words, int first, int last) {
        int next = last + 1;
        int gap = words.gap(next);
        boolean afterInitial = words.isInitial(last) && (gap == Words.DOT || gap == Words.DOT_SPACE);
        if (gap != Words.SPACE && !afterInitial) {
            return afterNickname(words, next, last);
        }
        for (int particles = 0; particles < MOST_PARTICLES && isParticle(words, next); particles++) {
            next++;
        }
        return isPart(words, first, next) ? next : last;
    }

    private static boolean isParticle(Words words, int word) {
        return words.has(word, Role.PARTICLE.bit()) && words.length(word) > 1
                && (words.gap(word + 1) == Words.SPACE || words.gap(word + 1) == Words.HYPHEN)
                && !(words.isCapital(word) && !words.isCapital(word + 1));
    }

    /// The word after the nickname of 'Joaquín "El Chapo" Guzmán', or `last` where no such quote opens and closes.
    private static int afterNickname(Words words, int word, int last) {
        if (word >= words.count() || words.gap(word) == Words.LINE) {
            return last;
        }
        char[] characters = words.text().characters();
        int opening = words.begin(word) - 1;
        if (words.end(word - 1) != opening - 1 || characters[opening - 1] != ' ' || !isQuote(characters[opening])) {
            return last;
        }
        int close = word;
        while (close < word + 2 && words.gap(close + 1) == Words.SPACE) {
            close++;
        }
        int end = words.end(close);
        boolean closes = end < characters.length && isQuote(characters[end]) && words.isCapital(close + 1)
                && words.begin(close + 1) == end + 2;
        return closes ? close + 1 : last;
    }

    private static boolean isQuote(char character) {
        return character == '"' || character == '\'' || character == '\u201C' || character == '\u201D';
    }

    private static boolean isPart(Words words, int first, int word) {
        if (!words.isCapital(word) || !words.isPlain(word)) {
            return false;
        }
        if (words.length(word) == 1) {
            return isDotted(words, word)
                    || (words.gap(word + 1) == Words.APOSTROPHE && words.length(word + 1) > 1)
                    || (words.gap(word + 1) == Words.SPACE && words.isCapital(word + 1)
                            && !words.has(word, Role.ORDINARY.bit()));
        }
        if (words.isAllCapitals(word)) {
            return false;
        }
        if (!words.has(word, NO_NAME)) {
            return true;
        }
        if (word == first + 1 && words.has(word, Role.ORDINARY.bit()) && !words.has(word, NEVER_LAST)
                && words.gap(first) == Words.SPACE && words.has(first - 1, TITLES)
                && Surroundings.speaks(words, word)) {
            return true;
        }
        return words.has(word, SURNAME_TOO) && words.has(first, FIRST) && !words.isInTitle(word)
                && !words.has(word, Role.DEMONYM.bit());
    }

    /// Over hyphens and the apostrophe of O'Brien, as far as one word of a name goes.
    private static int within(Words words, int first, int from) {
        int last = from;
        while (true) {
            int next = last + 1;
            boolean hyphen = words.gap(next) == Words.HYPHEN
                    && ((words.isCapital(next) && words.isPlain(next) && !words.has(next, Role.NAMES_THING.bit()))
                            || isGivenNameLast(words, first, next));
            boolean apostrophe = words.gap(next) == Words.APOSTROPHE && words.isCapital(next)
                    && words.length(last) <= 2 && words.length(next) > 1;
            if (!hyphen && !apostrophe) {
                return last;
            }
            last = next;
        }
    }

    /// 'hyun' of 'Kim Jong-hyun'.
    private static boolean isGivenNameLast(Words words, int first, int word) {
        return word == first + 2 && words.id(word) == Lexicon.UNKNOWN
                && FAMILY_FIRST.contains(words.folded(first, first));
    }

    /// Whether the family name stands first, as in 'Lee Jae-myung'.
    static boolean familyFirst(Words words, int first, int last) {
        return last == first + 2 && words.gap(last) == Words.HYPHEN && !words.isCapital(last);
    }

    private static int suffixed(Words words, int first, int last) {
        int next = last + 1;
        boolean suffix = last > first && words.has(next, Role.SUFFIX.bit()) && words.isCapital(next)
                && (words.gap(next) == Words.SPACE || words.gap(next) == Words.COMMA);
        return suffix ? next : last;
    }
}
