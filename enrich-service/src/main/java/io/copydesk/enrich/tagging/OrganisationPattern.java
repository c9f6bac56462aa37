package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityType;
import io.copydesk.enrich.tagging.Sighting.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds bodies that no gazetteer has, by the word that says what they are: 'Cardiff Council', 'Ministry of Health',
/// 'Harris County Sheriff's Office', or by the acronym after their name.
final class OrganisationPattern {
    private static final int MOST_WORDS = 9;
    private static final long HEAD = Role.ORGANISATION_HEAD.bit();
    private static final long OF = Role.ORGANISATION_OF.bit();
    private static final long NO_BEGIN = Role.any(Role.MONTH, Role.DAY, Role.HONORIFIC);
    private static final long SAYS_NOTHING = Role.any(Role.GENERIC, Role.ORDINARY, Role.ORGANISATION_HEAD,
            Role.ORGANISATION_OF, Role.OFFICE, Role.MONTH, Role.DAY, Role.NEAR);
    private static final Set<String> LINKS = Set.of("of", "for", "and", "the", "de", "on", "in", "to");

    private OrganisationPattern() {}

    static @Nullable Sighting at(Words words, int first) {
        if (!mayBegin(words, first)) {
            return null;
        }
        int end = run(words, first);
        int last = acronymed(words, first, end);
        if (last > first) {
            return Sighting.of(words, first, last, entity(words, first, last), Rule.PATTERN_ACRONYM);
        }
        last = headed(words, first, end);
        return last <= first || words.isInTitle(first)
                ? null
                : Sighting.of(words, first, last, entity(words, first, last), Rule.PATTERN_ORGANISATION)
                        .adjusted(words.startsSentence(first) && words.id(first) == Lexicon.UNKNOWN ? -0.1 : 0);
    }

    private static Entity entity(Words words, int first, int last) {
        return Entity.unlinked(EntityType.ORGANISATION, words.written(first, last).replace('\u00A0', ' '));
    }

    private static boolean mayBegin(Words words, int first) {
        if (words.isOrdinal(first)) {
            return words.isCapital(first + 1) && words.gap(first + 1) == Words.SPACE;
        }
        if (!words.isCapital(first) || words.isShouted(first) || words.has(first, NO_BEGIN)
                || words.gap(first) == Words.APOSTROPHE || words.gap(first) == Words.HYPHEN
                || (words.startsSentence(first) && isVerb(words, first))) {
            return false;
        }
        return !words.has(first, Role.ORDINARY.bit())
                || (words.has(first, Role.any(Role.GENERIC, Role.ORGANISATION_OF))
                        && !words.has(first, Role.FUNCTION.bit()));
    }

    /// 'Striking', 'Exhausted', 'Finally' open sentences, not names.
    private static boolean isVerb(Words words, int word) {
        if (words.id(word) != Lexicon.UNKNOWN) {
            return false;
        }
        String folded = words.folded(word, word);
        return folded.endsWith("ing") || folded.endsWith("ed") || folded.endsWith("ly");
    }

    /// The last of the capitalised words that may all be one name.
    private static int run(Words words, int first) {
        int last = first;
        while (last - first < MOST_WORDS) {
            int next = last + 1;
            int gap = words.gap(next);
            if ((gap == Words.SPACE || gap == Words.AMPERSAND || gap == Words.HYPHEN) && goesOn(words, next)) {
                last = next;
            } else if (gap == Words.APOSTROPHE && words.isPossessive(last) && words.gap(next + 1) == Words.SPACE
                    && words.has(next + 1, HEAD) && words.isCapital(next + 1)
                    && !words.has(last, Role.any(Role.NAMES_THING, Role.DEMONYM))
                    && words.id(last) != Lexicon.UNKNOWN) {
                last = next + 1;
            } else if (gap == Words.SPACE && isLink(words, next)) {
                int over = words.gap(next + 1) == Words.SPACE && isLink(words, next + 1) ? next + 2 : next + 1;
                if (words.gap(over) != Words.SPACE || !goesOn(words, over)) {
                    return last;
                }
                last = over;
            } else {
                return last;
            }
        }
        return last;
    }

    private static boolean goesOn(Words words, int word) {
        return words.isCapital(word) && !words.has(word, Role.any(Role.MONTH, Role.DAY, Role.FUNCTION))
                && (words.isPlain(word) || words.length(word) > 2);
    }

    private static boolean isLink(Words words, int word) {
        return !words.isCapital(word) && words.has(word, Role.any(Role.ORDINARY, Role.PARTICLE))
                && LINKS.contains(words.folded(word, word));
    }

    /// The last word of the longest name within the run that is told by its head.
    private static int headed(Words words, int first, int end) {
        int last = first - 1;
        boolean specific = false;
        int linked = -1;
        for (int word = first; word <= end; word++) {
            boolean capital = words.isCapital(word) || word == first;
            if (!capital && words.length(word) > 1) {
                if (linked < 0 && !opensOf(words, first, word)) {
                    break;
                }
                linked = word;
                continue;
            }
            if (words.has(word, HEAD) && word > first && specific && linked < 0) {
                last = word;
            }
            specific |= capital && !words.has(word, SAYS_NOTHING);
            if (linked >= 0 && endsPhrase(words, word, end)) {
                last = word;
                break;
            }
        }
        return last;
    }

    /// Whether 'of', 'for' or 'and' here follows a head: 'Ministry of', 'Texas Department of', 'Centre for'.
    private static boolean opensOf(Words words, int first, int link) {
        return link > first && words.has(link - 1, OF)
                && (words.is(link, "of") || words.is(link, "for") || words.is(link, "on"));
    }

    private static boolean endsPhrase(Words words, int word, int end) {
        return word == end
                || (!words.isCapital(word + 1) && !words.is(word + 1, "and") && !words.is(word + 1, "the"));
    }

    /// 'National Oceanic and Atmospheric Administration (NOAA)': the initials prove the name.
    private static int acronymed(Words words, int first, int end) {
        int bracket = end + 1;
        if (words.gap(bracket) != Words.OPEN_BRACKET || !isAcronym(words, bracket)) {
            return first - 1;
        }
        int letters = words.length(bracket);
        int at = words.begin(bracket);
        int matched = 0;
        for (int word = first; word <= end && matched < letters; word++) {
            if (words.text().characters()[words.begin(word)] == words.text().characters()[at + matched]) {
                matched++;
            } else if (words.isCapital(word)) {
                return first - 1;
            }
        }
        return matched == letters ? end : first - 1;
    }

    /// Capitals in brackets.
    static boolean isAcronym(Words words, int word) {
        int end = word < words.count() ? words.end(word) : 0;
        return word < words.count() && words.isAllCapitals(word) && words.length(word) >= 2 && words.length(word) <= 8
                && end < words.text().length() && words.text().characters()[end] == ')';
    }
}
