package io.copydesk.enrich.tagging;

import io.copydesk.enrich.tagging.Sighting.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what the entry, or the blog before it, has introduced, by the short names that such an introduction gives.
final class ShortNames {
    /// 'van der bellen' and 'sir keir' are looked for, longer ones do not occur.
    private static final int LONGEST_WORDS = 4;
    private static final long WORD_TOO = Role.any(Role.COMMON, Role.ORDINARY, Role.MONTH, Role.DAY, Role.GENERIC,
            Role.NAMES_THING);
    private static final long NEVER_FIRST = Role.any(Role.ORDINARY, Role.MONTH, Role.DAY, Role.GENERIC,
            Role.NAMES_THING);
    private static final long TITLES = Role.any(Role.HONORIFIC, Role.OFFICE, Role.ROLE);
    private static final long FIRST = Role.any(Role.FIRST_NAME, Role.WEAK_FIRST_NAME);
    private static final long FOLLOWS_NAME = Role.any(Role.ORDINARY, Role.OFFICE, Role.HONORIFIC, Role.DEMONYM,
            Role.ROLE);

    private final Surroundings surroundings;

    ShortNames(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// @param limit the word where the next mention begins
    @Nullable
    Sighting at(Words words, int field, int first, int limit, Introductions introductions) {
        Sighting longest = null;
        int last = first;
        for (int count = 0; count < LONGEST_WORDS && last < limit; count++, last++) {
            if (count > 0 && !isJoined(words.gap(last))) {
                break;
            }
            Sighting found = meant(words, field, first, last, introductions);
            longest = found == null ? longest : found;
        }
        return longest;
    }

    private static boolean isJoined(int gap) {
        return gap == Words.SPACE || gap == Words.HYPHEN || gap == Words.APOSTROPHE;
    }

    private @Nullable Sighting meant(Words words, int field, int first, int last, Introductions introductions) {
        String name = words.folded(first, last);
        Optional<Entity> meant = introductions.meant(name, field, first);
        if (meant.isEmpty() && last > first) {
            meant = introductions.meant(words.folded(last, last), field, first)
                    .filter(entity -> entity.foldedLabel().equals(name));
        }
        if (meant.isEmpty()) {
            return null;
        }
        Entity entity = meant.get();
        if (first == last && isSomethingElse(words, first, entity)) {
            return null;
        }
        return Sighting.of(words, first, last, entity, entity.isPerson() ? Rule.MEMORY_SURNAME : Rule.MEMORY_NAME);
    }

    private boolean isSomethingElse(Words words, int word, Entity entity) {
        if (words.has(word, WORD_TOO) && !isMeantAsName(words, word)) {
            return true;
        }
        if (!entity.isPerson()) {
            return surroundings.isPartOfLongerName(words, word, word, entity);
        }
        boolean firstName = words.has(word, FIRST) && words.gap(word + 1) == Words.SPACE && words.isCapital(word + 1)
                && !words.has(word + 1, FOLLOWS_NAME) && !words.isInTitle(word);
        return firstName || surroundings.belongsToAnother(words, word, entity);
    }

    private static boolean isMeantAsName(Words words, int word) {
        if (Surroundings.speaks(words, word) || words.isPossessive(word)
                || Surroundings.follows(words, word, TITLES)) {
            return true;
        }
        if (Surroundings.isOrdinary(words, word)) {
            return false;
        }
        return !words.has(word, NEVER_FIRST) || (!words.startsSentence(word) && !words.isInTitle(word));
    }
}
