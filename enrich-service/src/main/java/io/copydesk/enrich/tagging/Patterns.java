package io.copydesk.enrich.tagging;

import org.jspecify.annotations.Nullable;

/// The longest name that the words themselves show, whether a gazetteer has it or not.
final class Patterns {
    private Patterns() {}

    static @Nullable Sighting at(Words words, int first) {
        if (words.isShouted(first)) {
            return null;
        }
        Sighting best = OrganisationPattern.at(words, first);
        best = longer(best, EventPattern.at(words, first));
        best = longer(best, PlacePattern.at(words, first));
        return longer(best, PersonPattern.at(words, first));
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
