package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityType;
import io.copydesk.enrich.tagging.Sighting.Rule;
import org.jspecify.annotations.Nullable;

/// Finds people whom no gazetteer has, by first names, titles, verbs of speech and what is said of them after a comma.
final class PersonPattern {
    private static final long TITLES = Role.any(Role.HONORIFIC, Role.OFFICE, Role.ROLE);
    private static final long BODIES = Role.any(Role.ORGANISATION_HEAD, Role.PLACE_HEAD, Role.EVENT_HEAD);
    /// Words back in which 'the mayor of Ghent, ' must have its mayor.
    private static final int APPOSITION = 7;

    private static final long BEFORE_PEOPLE = Role.any(Role.FUNCTION, Role.ORDINARY, Role.SPEECH);
    private static final double MORE_EVIDENCE = 0.06;

    private PersonPattern() {}

    /// A person of two words or more who begins with this one.
    static @Nullable Sighting at(Words words, int first) {
        int last = PersonNames.last(words, first);
        if (last <= first || isOneWord(words, first, last) || endsInBody(words, first, last)) {
            return null;
        }
        if (beginsLater(words, first, last)) {
            return null;
        }
        boolean title = follows(words, first) || isIntroduced(words, first, last);
        boolean speech = speaks(words, first, last);
        boolean described = isDescribed(words, last);
        boolean firstName = words.has(first, Role.FIRST_NAME.bit());
        boolean weak = words.has(first, Role.WEAK_FIRST_NAME.bit());
        boolean shaped = isShaped(words, first, last);
        Rule rule = title ? Rule.PATTERN_TITLE : speech || described ? Rule.PATTERN_SPEECH : Rule.PATTERN_NAME;
        if (words.isInTitle(first) && !firstName && !title) {
            return null;
        }
        int evidence = (title ? 1 : 0) + (speech ? 1 : 0) + (described ? 1 : 0) + (firstName ? 1 : 0) + (shaped ? 1 : 0)
                + (weak && !words.startsSentence(first) && !namesThing(words, first + 1) ? 1 : 0);
        boolean enough = evidence > 0 && (weak || firstName || shaped || title || mayBeUnknown(words, first, last));
        if (!enough) {
            return isUnknown(words, first, last)
                    ? Sighting.of(words, first, last, entity(words, first, last), Rule.PATTERN_NAME).adjusted(-0.2)
                    : null;
        }
        return Sighting.of(words, first, last, entity(words, first, last), rule)
                .adjusted((evidence - 1) * MORE_EVIDENCE - (words.isInTitle(first) ? 0.1 : 0));
    }

    /// A person of one word after a title: 'Judge Merchan', 'Mr Doe'.
    static @Nullable Sighting titled(Words words, int first) {
        int last = PersonNames.last(words, first);
        boolean followed = words.gap(last + 1) == Words.SPACE && words.isCapital(last + 1);
        if (last < first || !isOneWord(words, first, last) || followed || words.isInTitle(first)
                || words.isAllCapitals(first) || (words.length(first) < 3 && first == last)
                || !Surroundings.follows(words, first, Role.HONORIFIC.bit()) || !words.isCapital(first - 1)) {
            return null;
        }
        return Sighting.of(words, first, last, entity(words, first, last), Rule.PATTERN_TITLE).adjusted(-0.2);
    }

    static Entity entity(Words words, int first, int last) {
        return Entity.unlinked(EntityType.PERSON, words.written(first, last).replace('\u00A0', ' '));
    }

    private static boolean isOneWord(Words words, int first, int last) {
        for (int word = first + 1; word <= last; word++) {
            if (words.gap(word) != Words.HYPHEN && words.gap(word) != Words.APOSTROPHE) {
                return false;
            }
        }
        return true;
    }

    /// 'Victoria Park' and 'Johns Hopkins University' are no people; 'Benny Hill' is one.
    private static boolean endsInBody(Words words, int first, int last) {
        boolean goesOn = words.gap(last + 1) == Words.SPACE && words.isCapital(last + 1)
                && words.has(last + 1, BODIES);
        boolean surname = words.has(last, Role.any(Role.COMMON_SURNAME, Role.COMMON))
                && words.has(first, Role.FIRST_NAME.bit());
        return goesOn || (words.has(last, BODIES) && !surname);
    }

    /// 'Striker Jane Doe', 'Heartbroken Jane Doe': an unknown word with a capital, and then a first name and more.
    private static boolean beginsLater(Words words, int first, int last) {
        return last - first >= 2 && !words.has(first, Role.any(Role.FIRST_NAME, Role.WEAK_FIRST_NAME))
                && !words.isInitial(first) && words.gap(first + 1) == Words.SPACE
                && words.has(first + 1, Role.FIRST_NAME.bit())
                && (words.startsSentence(first) || words.isInTitle(first));
    }

    private static boolean follows(Words words, int first) {
        boolean is = (words.is(first - 1, "is") || words.is(first - 1, "was")) && words.has(first - 2, TITLES)
                && words.gap(first) == Words.SPACE;
        boolean verb = words.is(first - 1, "head") || words.is(first - 1, "count") || words.is(first - 1, "model");
        return is || (!verb && Surroundings.follows(words, first, TITLES));
    }

    /// 'the mayor of Ghent, Mathias De Clercq,' and 'its coach, Jane Doe, said'.
    private static boolean isIntroduced(Words words, int first, int last) {
        if (words.gap(first) != Words.COMMA || words.isInTitle(first)) {
            return false;
        }
        boolean closed = words.gap(last + 1) == Words.COMMA || words.gap(last + 1) == Words.LINE
                || words.startsSentenceOrEnds(last + 1) || Surroundings.speaks(words, last);
        for (int word = first - 1; closed && word >= Math.max(0, first - APPOSITION); word--) {
            if (words.has(word, TITLES)) {
                return true;
            }
            if (words.startsSentence(word) || words.gap(word) == Words.COMMA) {
                return false;
            }
        }
        return false;
    }

    private static boolean speaks(Words words, int first, int last) {
        return Surroundings.speaks(words, last)
                || (words.gap(first) == Words.SPACE && words.has(first - 1, Role.SPEECH.bit())
                        && !words.isCapital(first - 1))
                || (words.gap(first) == Words.SPACE && words.is(first - 1, "to") && words.is(first - 2, "according"));
    }

    /// 'Jane Doe, 34,', 'Jane Doe, who', 'Jane Doe, a spokeswoman'.
    private static boolean isDescribed(Words words, int last) {
        int next = last + 1;
        if (words.gap(next) != Words.COMMA || next >= words.count()) {
            return false;
        }
        if (!words.isPlain(next) && words.length(next) <= 3 && words.text().characters()[words.end(next) - 1] <= '9') {
            return words.gap(next + 1) == Words.COMMA || words.gap(next + 1) == Words.DOT_SPACE
                    || words.gap(next + 1) == Words.LINE;
        }
        if (words.is(next, "who") || words.is(next, "whose")) {
            return true;
        }
        for (int word = next; word < Math.min(next + 5, words.count()); word++) {
            if (word > next && words.gap(word) != Words.SPACE && words.gap(word) != Words.HYPHEN) {
                return false;
            }
            if (words.has(word, TITLES) && (word > next || !words.isCapital(word))) {
                return true;
            }
        }
        return false;
    }

    /// Written as only people are: an initial within, Jr., O', a particle, a family name before a given one.
    private static boolean isShaped(Words words, int first, int last) {
        if (words.has(last, Role.SUFFIX.bit()) || PersonNames.familyFirst(words, first, last)) {
            return true;
        }
        for (int word = first; word < last; word++) {
            if (words.gap(word + 1) == Words.HYPHEN && word > first && words.isCapital(word + 1)
                    && words.has(first, Role.WEAK_FIRST_NAME.bit())) {
                return true;
            }
            if (words.isInitial(word) && (word > first || words.gap(word + 1) != Words.SPACE)) {
                return true;
            }
        }
        return false;
    }

    /// Two or three capitalised words in the middle of a sentence that nobody knows: mostly people. Not after an article,
    /// which people have none of, and not after 'in' or 'at', where places stand.
    private static boolean isUnknown(Words words, int first, int last) {
        if (words.startsSentence(first) || words.isInTitle(first) || words.gap(first) != Words.SPACE
                || words.isCapital(first - 1) || !words.has(first - 1, BEFORE_PEOPLE) || words.is(first - 1, "the")
                || words.is(first - 1, "a") || words.is(first - 1, "an") || words.is(first - 1, "at")
                || words.is(first - 1, "in") || words.is(first - 1, "its") || last - first > 2
                || (words.gap(last + 1) == Words.SPACE && words.isCapital(last + 1))) {
            return false;
        }
        for (int word = first; word <= last; word++) {
            if ((words.id(word) != Lexicon.UNKNOWN && !words.has(word, Role.COMMON_SURNAME.bit()))
                    || words.length(word) < 3) {
                return false;
            }
        }
        return true;
    }

    private static boolean namesThing(Words words, int word) {
        return words.has(word, Role.any(Role.NAMES_THING, Role.GENERIC, Role.COMPASS));
    }

    /// A speaker whose first name nobody knows: two or three words, none of them known as anything else.
    private static boolean mayBeUnknown(Words words, int first, int last) {
        for (int word = first; word <= last; word++) {
            if ((words.has(word, PersonNames.NO_NAME) && !words.has(word, Role.COMMON_SURNAME.bit()))
                    || words.isInTitle(word)) {
                return false;
            }
        }
        return !words.startsSentence(first) || Surroundings.speaks(words, last) || isDescribed(words, last);
    }
}
