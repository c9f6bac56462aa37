package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityType;
import io.copydesk.enrich.tagging.Sighting.Rule;
import org.jspecify.annotations.Nullable;

/// Finds places that no gazetteer has: 'Harris County', 'Mount Etna', 'the village of X', 'X, a town', 'near X',
/// 'the X region', 'in X, Texas'.
final class PlacePattern {
    private static final int MOST_WORDS = 4;
    private static final long NO_PLACE = Role.any(Role.ORDINARY, Role.MONTH, Role.DAY, Role.DEMONYM, Role.OFFICE,
            Role.HONORIFIC, Role.ORGANISATION_HEAD, Role.EVENT_HEAD, Role.EVENT_FIRST, Role.SPEECH);
    private static final long ADJECTIVE = Role.any(Role.NEAR, Role.COMPASS);

    private PlacePattern() {}

    static @Nullable Sighting at(Words words, int first) {
        if (!words.isCapital(first) || words.isShouted(first) || words.gap(first) == Words.APOSTROPHE
                || (words.isInTitle(first) && !isCompass(words, first + 1))) {
            return null;
        }
        int part = compassed(words, first);
        if (part > first) {
            return found(words, first, part, 0);
        }
        int headed = headed(words, first);
        if (headed > first) {
            return found(words, first, headed, 0.06);
        }
        int opened = opened(words, first);
        if (opened > first) {
            return found(words, first, opened, 0.04);
        }
        int last = plain(words, first);
        if (last < first || words.isAllCapitals(first)) {
            return null;
        }
        double evidence = evidence(words, first, last);
        return evidence < 0 ? null : found(words, first, last, evidence - 0.1);
    }

    private static Sighting found(Words words, int first, int last, double evidence) {
        String label = words.written(first, last).replace('\u00A0', ' ');
        return Sighting.of(words, first, last, Entity.unlinked(EntityType.PLACE, label), Rule.PATTERN_PLACE)
                .adjusted(evidence);
    }

    /// 'Swindon South', 'Houghton and Sunderland South': seats and wards.
    private static int compassed(Words words, int first) {
        if (words.has(first, Role.any(Role.COMPASS, Role.PLACE_HEAD) | NO_PLACE) || isPerson(words, first)) {
            return first - 1;
        }
        int last = first + 1;
        if (words.is(last, "and") && words.gap(last + 1) == Words.SPACE && words.isCapital(last + 1)
                && !words.has(last + 1, NO_PLACE | Role.COMPASS.bit())) {
            last += 2;
        }
        boolean ends = words.gap(last + 1) != Words.SPACE || !words.isCapital(last + 1);
        return isCompass(words, last) && ends ? last : first - 1;
    }

    private static boolean isCompass(Words words, int word) {
        return words.isCapital(word) && words.gap(word) == Words.SPACE
                && (words.is(word, "north") || words.is(word, "south") || words.is(word, "east")
                        || words.is(word, "west")
                        || words.is(word, "central"));
    }

    /// 'Harris County', 'Charles de Gaulle Airport', 'North Sea'.
    private static int headed(Words words, int first) {
        if ((words.has(first, Role.any(Role.ORDINARY, Role.MONTH, Role.DAY, Role.HONORIFIC, Role.OFFICE))
                && !words.has(first, Role.any(Role.COMPASS, Role.COMMON)))
                || (words.startsSentence(first) && words.has(first, Role.NEAR.bit()))) {
            return first - 1;
        }
        int found = first - 1;
        int last = first;
        boolean specific = isSpecific(words, first);
        while (last - first < MOST_WORDS) {
            int next = last + 1;
            if (words.has(next, Role.PARTICLE.bit()) && !words.isCapital(next) && words.gap(next) == Words.SPACE) {
                next++;
            }
            if (!words.isCapital(next) || (words.gap(next) != Words.SPACE && words.gap(next) != Words.HYPHEN)
                    || words.has(next, Role.any(Role.MONTH, Role.DAY, Role.FUNCTION))) {
                break;
            }
            last = next;
            if (words.has(last, Role.PLACE_HEAD.bit()) && specific) {
                found = last;
            }
            specific |= isSpecific(words, last);
        }
        return found;
    }

    private static boolean isSpecific(Words words, int word) {
        return !words.has(word, Role.any(Role.ORDINARY, Role.GENERIC, Role.PLACE_HEAD, Role.OFFICE))
                || words.has(word, Role.any(Role.COMMON_SURNAME, Role.FIRST_NAME));
    }

    /// 'Mount Etna', 'Gulf of Aden'.
    private static int opened(Words words, int first) {
        int next = first + 1;
        if (words.has(first, Role.PLACE_OF.bit()) && words.is(next, "of") && words.gap(next) == Words.SPACE
                && words.isCapital(next + 1) && words.gap(next + 1) == Words.SPACE) {
            return next + 1;
        }
        boolean abbreviated = words.gap(next) == Words.DOT_SPACE && words.has(first, Role.ABBREVIATION.bit());
        boolean name = words.has(first, Role.PLACE_FIRST.bit()) && words.isCapital(next) && words.isPlain(next)
                && !words.has(next, NO_PLACE | Role.PLACE_HEAD.bit()) && words.length(next) > 2;
        return name && (words.gap(next) == Words.SPACE || abbreviated) ? next : first - 1;
    }

    /// Capitalised words that nothing is known of, or that are known as no person, body or ordinary word.
    private static int plain(Words words, int first) {
        int last = first - 1;
        for (int word = first; word < first + MOST_WORDS; word++) {
            boolean joined = word == first || words.gap(word) == Words.SPACE || words.gap(word) == Words.HYPHEN;
            if (!joined || !words.isCapital(word) || !words.isPlain(word) || words.has(word, NO_PLACE)
                    || (words.length(word) < 3 && word == first)) {
                break;
            }
            last = word;
        }
        return last;
    }

    /// How sure what stands around makes it; negative for not at all.
    private static double evidence(Words words, int first, int last) {
        int before = first - 1;
        boolean prefixed = words.gap(first) == Words.SPACE;
        if (prefixed && words.is(before, "of") && words.has(before - 1, Role.PLACE_NOUN.bit())
                && !words.is(before - 1, "state") && !words.is(before - 1, "area")) {
            return 0.1;
        }
        if (words.gap(last + 1) == Words.COMMA && isPlaceNoun(words, last + 1)) {
            return 0.1;
        }
        if (words.gap(last + 1) == Words.SPACE && words.has(last + 1, Role.PLACE_NOUN_AFTER.bit())
                && !words.isCapital(last + 1) && prefixed && !isPerson(words, first)
                && !words.is(last + 1, "area") && !words.is(last + 1, "state")) {
            return 0.06;
        }
        if (isPerson(words, first) || !prefixed || (words.isCapital(before) && !words.startsSentence(before)
                && !words.has(before, ADJECTIVE))) {
            return -1;
        }
        if (words.gap(last + 1) == Words.COMMA && words.has(before, Role.LOCATIVE.bit())
                && words.has(last + 1, Role.NAMES_THING.bit()) && words.isCapital(last + 1)) {
            return 0.08;
        }
        return words.has(first, Role.NAMES_THING.bit()) || words.id(first) != Lexicon.UNKNOWN
                ? -1
                : locative(words, first, last);
    }

    private static double locative(Words words, int first, int last) {
        int before = first - 1;
        if (Surroundings.speaks(words, last) || words.gap(last + 1) == Words.APOSTROPHE) {
            return -1;
        }
        if (words.has(before, Role.NEAR.bit())
                || (words.is(before, "of") && words.has(before - 1, Role.COMPASS.bit()))) {
            return 0.04;
        }
        return words.is(before, "in") && last - first <= 1 ? 0 : -1;
    }

    private static boolean isPerson(Words words, int first) {
        return words.has(first, Role.FIRST_NAME.bit());
    }

    /// ', a town in', ', a small village', ', the capital of'.
    private static boolean isPlaceNoun(Words words, int from) {
        if (!words.is(from, "a") && !words.is(from, "an") && !words.is(from, "the")) {
            return false;
        }
        for (int word = from + 1; word < from + 4 && words.gap(word) == Words.SPACE; word++) {
            if (words.has(word, Role.PLACE_NOUN.bit()) && !words.isCapital(word)) {
                return !words.is(word, "state") && !words.is(word, "area");
            }
        }
        return false;
    }
}
