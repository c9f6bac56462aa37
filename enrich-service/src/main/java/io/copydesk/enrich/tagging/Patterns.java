package io.copydesk.enrich.tagging;

import org.jspecify.annotations.Nullable;

/// The longest name that the words themselves show, whether a gazetteer has it or not.
final class Patterns {
    private static final long LINKS = Role.any(Role.PARTICLE, Role.FUNCTION);

    private Patterns() {}

    static @Nullable Sighting at(Words words, int first) {
        if (words.isShouted(first) || words.has(first, Role.FUNCTION.bit())) {
            return null;
        }
        Sighting best = PlacePattern.at(words, first);
        if (!goesOn(words, first + 1)) {
            return best;
        }
        best = longer(OrganisationPattern.at(words, first), best);
        best = longer(best, EventPattern.at(words, first));
        return longer(best, PersonPattern.at(words, first));
    }

    /// Whether a name of several words may have this one: nearly no capital in a text leads on to one.
    private static boolean goesOn(Words words, int next) {
        int gap = words.gap(next);
        return gap != Words.LINE && gap != Words.COMMA
                && (words.isCapital(next) || (gap == Words.SPACE && words.has(next, LINKS)));
    }

    /// Of two equally long the one that is surer.
    private static @Nullable Sighting longer(@Nullable Sighting one, @Nullable Sighting other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.last() != other.last()) {
            return one.last() > other.last() ? one : other;
        }
        return other.confidence() > one.confidence() ? other : one;
    }
}
