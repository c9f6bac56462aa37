package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityType;
import io.copydesk.enrich.tagging.Sighting.Rule;
import org.jspecify.annotations.Nullable;

/// Finds events that no gazetteer has: 'Hurricane Helene', 'Operation Northern Shield', 'Solheim Cup', 'Battle of Hostomel'.
final class EventPattern {
    private static final int MOST_WORDS = 5;
    private static final long NO_PART = Role.any(Role.MONTH, Role.DAY, Role.FUNCTION, Role.HONORIFIC);

    private EventPattern() {}

    static @Nullable Sighting at(Words words, int first) {
        if (!words.isCapital(first) || words.isShouted(first) || words.gap(first) == Words.APOSTROPHE) {
            return null;
        }
        int last = opened(words, first);
        if (last <= first && !words.isInTitle(first)) {
            last = headed(words, first);
        }
        if (last <= first) {
            return null;
        }
        String label = words.written(first, last).replace('\u00A0', ' ');
        return Sighting.of(words, first, last, Entity.unlinked(EntityType.EVENT, label), Rule.PATTERN_EVENT);
    }

    private static int opened(Words words, int first) {
        int next = first + 1;
        if (words.has(first, Role.EVENT_OF.bit()) && words.is(next, "of") && words.isCapital(next + 1)) {
            return next + 1;
        }
        if (!words.has(first, Role.EVENT_FIRST.bit()) || words.gap(next) != Words.SPACE || !words.isCapital(next)) {
            return first - 1;
        }
        if (words.is(first, "tropical")) {
            return words.has(next, Role.EVENT_FIRST.bit()) && isPlainName(words, next + 1) ? next + 1 : first - 1;
        }
        if (words.is(first, "super")) {
            return first - 1;
        }
        boolean operation = words.is(first, "operation");
        boolean goesOn = operation && !words.isInTitle(first) && words.gap(next + 1) == Words.SPACE
                && isPlainName(words, next + 1);
        return !isPlainName(words, next) && !operation ? first - 1 : goesOn ? next + 1 : next;
    }

    private static boolean isPlainName(Words words, int word) {
        return words.isCapital(word) && words.isPlain(word) && words.gap(word) == Words.SPACE
                && !words.has(word, NO_PART | Role.EVENT_HEAD.bit())
                && (!words.has(word, Role.ORDINARY.bit()) || words.has(word, Role.COMMON.bit()));
    }

    /// 'Solheim Cup', 'Monaco Grand Prix'.
    private static int headed(Words words, int first) {
        if (words.has(first,
                Role.any(Role.ORDINARY, Role.HONORIFIC, Role.OFFICE, Role.MONTH, Role.DAY, Role.EVENT_HEAD))) {
            return first - 1;
        }
        int found = first - 1;
        boolean specific = !words.has(first, Role.GENERIC.bit());
        for (int word = first + 1; word < first + MOST_WORDS && words.gap(word) == Words.SPACE
                && words.isCapital(word) && !words.has(word, NO_PART); word++) {
            if (words.has(word, Role.EVENT_HEAD.bit()) && specific) {
                found = word;
            }
            specific |= !words.has(word, Role.any(Role.GENERIC, Role.ORDINARY));
        }
        return found;
    }
}
