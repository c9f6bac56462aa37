package io.copydesk.enrich.tagging;

import java.util.Optional;
import java.util.Set;

/// What stands around a name, and whether it makes the name part of somebody else's.
final class Surroundings {
    /// May stand with a capital before a surname without being a first name.
    private static final long LEADS_IN = Role.any(Role.HONORIFIC, Role.OFFICE, Role.ROLE, Role.ORDINARY, Role.MONTH,
            Role.DAY, Role.DEMONYM, Role.SPEECH, Role.GENERIC, Role.NEAR);
    private static final long FIRST = Role.any(Role.FIRST_NAME, Role.WEAK_FIRST_NAME);
    private static final long CALENDAR = Role.any(Role.MONTH, Role.DAY);

    private final Set<String> leadIns;

    Surroundings(Set<String> leadIns) {
        this.leadIns = leadIns;
    }

    /// Whether a word before the surname is the first name of somebody else: it has a capital, is no title, weekday or
    /// other lead-in, and nothing but a space parts them. At the beginning of a sentence, where every word has a capital,
    /// and in a title-case headline, only a known first name counts.
    boolean belongsToAnother(Words words, int first, Entity entity) {
        int before = first - 1;
        if (words.gap(first) == Words.HYPHEN) {
            return words.isCapital(before) && words.id(before) == Lexicon.UNKNOWN;
        }
        if (words.gap(first) != Words.SPACE || !words.isCapital(before) || isOwnName(words, before, entity)) {
            return words.gap(first) == Words.DOT_SPACE && words.isInitial(before)
                    && !isOwnInitial(words, before, entity);
        }
        if (words.has(before, Role.FIRST_NAME.bit())) {
            return true;
        }
        if (words.has(before, LEADS_IN) || isAcronym(words, before)
                || leadIns.contains(words.folded(before, before)) || isEndOfPossessive(words, before)) {
            return false;
        }
        return words.has(before, FIRST) || (!words.startsSentence(before) && !words.isInTitle(first));
    }

    private static boolean isEndOfPossessive(Words words, int word) {
        return words.gap(word) == Words.APOSTROPHE && words.length(word) == 1;
    }

    private static boolean isAcronym(Words words, int word) {
        return words.isAllCapitals(word) && words.length(word) > 1;
    }

    private static boolean isOwnName(Words words, int word, Entity entity) {
        return entity.foldedLabel().startsWith(words.folded(word, word) + " ");
    }

    private static boolean isOwnInitial(Words words, int word, Entity entity) {
        return words.text().characters()[words.begin(word)] == entity.foldedLabel().charAt(0)
                || words.has(word - 1, FIRST);
    }

    /// Whether an ambiguous name is part of a longer name that nobody knows: 'Michael Jordan', 'Jordan Henderson'.
    boolean isPartOfLongerName(Words words, int first, int last, Entity entity) {
        return !words.isInTitle(first)
                && (belongsToAnother(words, first, entity) || isFollowedByName(words, last));
    }

    private boolean isFollowedByName(Words words, int last) {
        int next = last + 1;
        if (words.gap(next) != Words.SPACE || !words.isCapital(next)) {
            return false;
        }
        return !words.has(next, LEADS_IN | Role.NAMES_THING.bit()) && !isAcronym(words, next)
                && !leadIns.contains(words.folded(next, next));
    }

    /// Whether a word that is also an ordinary one is one here: 'Reading the report', 'in May', 'Will they'.
    static boolean isOrdinary(Words words, int word) {
        if (words.has(word, CALENDAR) && isDate(words, word)) {
            return true;
        }
        return words.has(word, Role.COMMON.bit()) && words.startsSentence(word)
                && words.gap(word + 1) == Words.SPACE && !words.isCapital(word + 1)
                && words.has(word + 1, Role.FUNCTION.bit()) && !words.is(word + 1, "and") && !words.isAllCapitals(word);
    }

    private static boolean isDate(Words words, int word) {
        int after = word + 1;
        boolean number = after < words.count() && !words.isPlain(after) && words.gap(after) <= Words.COMMA;
        boolean day = word > 0 && !words.isPlain(word - 1) && words.gap(word) == Words.SPACE;
        return number || day || (words.gap(word) == Words.SPACE && DATES.contains(words.folded(word - 1, word - 1)));
    }

    private static final Set<String> DATES = Set.of("in", "on", "of", "since", "until", "till", "by", "last", "next",
            "this", "early", "late", "mid", "from", "to", "during", "before", "after", "every", "each", "and");

    /// Whether what follows a name says that a person acts: 'May said', 'Jane Doe has told', 'Doe, who'.
    static boolean speaks(Words words, int last) {
        int next = last + 1;
        if (words.gap(next) != Words.SPACE) {
            return false;
        }
        for (int aids = 0; aids < 2 && words.has(next, Role.SPEECH_AID.bit()) && !words.isCapital(next); aids++) {
            next++;
        }
        return words.has(next, Role.SPEECH.bit()) && words.gap(next) == Words.SPACE && !words.isCapital(next);
    }

    /// The word that leads up to a name, over a dot only after an abbreviation; empty when nothing does.
    static Optional<String> before(Words words, int first) {
        int gap = words.gap(first);
        return first > 0 && (gap == Words.SPACE || (gap == Words.DOT_SPACE && !words.startsSentence(first)))
                ? Optional.of(words.folded(first - 1, first - 1))
                : Optional.empty();
    }

    /// Whether the word before a name, or the abbreviation with its dot, has one of these roles.
    static boolean follows(Words words, int first, long anyRole) {
        int gap = words.gap(first);
        return first > 0 && words.has(first - 1, anyRole)
                && (gap == Words.SPACE || (gap == Words.DOT_SPACE && !words.startsSentence(first)));
    }
}
