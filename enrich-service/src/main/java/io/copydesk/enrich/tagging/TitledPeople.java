package io.copydesk.enrich.tagging;

import io.copydesk.enrich.tagging.Sighting.Rule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds a gazetteer's person by the surname alone, where exactly one has it and either an office stands before it
/// ('President Macron') or the entry speaks of what the person is known for.
final class TitledPeople {
    private static final Set<String> HIGH_OFFICES = Set.of("president", "vice-president", "president-elect", "minister",
            "secretary", "chancellor", "governor", "gov", "senator", "sen", "pm", "premier", "taoiseach",
            "commissioner",
            "congressman", "congresswoman", "speaker", "ayatollah", "pope");
    private static final long SHARED = Role.any(Role.COMMON_SURNAME, Role.COMMON, Role.ORDINARY, Role.FIRST_NAME,
            Role.WEAK_FIRST_NAME, Role.NAMES_THING, Role.GENERIC, Role.MONTH, Role.ORGANISATION_HEAD, Role.PLACE_HEAD);

    private final Gazetteer gazetteer;
    private final Contexts contexts;
    private final Surroundings surroundings;

    TitledPeople(Gazetteer gazetteer, Contexts contexts, Surroundings surroundings) {
        this.gazetteer = gazetteer;
        this.contexts = contexts;
        this.surroundings = surroundings;
    }

    @Nullable
    Sighting at(Reading reading, Words words, int first) {
        int last = first;
        while (words.gap(last + 1) == Words.HYPHEN && words.isCapital(last + 1)) {
            last++;
        }
        Entity person = only(words.folded(first, last));
        if (person == null && last > first) {
            last = first;
            person = only(words.folded(first, last));
        }
        if (person == null || surroundings.belongsToAnother(words, first, person)
                || (words.gap(last + 1) == Words.SPACE && words.isCapital(last + 1) && !words.isInTitle(first))) {
            return null;
        }
        int known = known(reading, person);
        double evidence = evidence(words, first, last, known);
        return evidence < 0
                ? null
                : Sighting.of(words, first, last, person, Rule.TITLE)
                        .adjusted(evidence - 0.1 + Math.min(known, 3) * 0.02);
    }

    private @Nullable Entity only(String surname) {
        List<Entity> people = gazetteer.bySurname().getOrDefault(surname, List.of());
        return people.size() == 1 ? people.getFirst() : null;
    }

    private double evidence(Words words, int first, int last, int known) {
        boolean shared = words.has(first, SHARED);
        boolean high = Surroundings.before(words, first).filter(HIGH_OFFICES::contains).isPresent();
        if (high && (known > 0 || !shared)) {
            return known > 0 ? 0.1 : 0;
        }
        boolean titled = Surroundings.follows(words, first, Role.any(Role.HONORIFIC, Role.OFFICE));
        if (titled && known > 0) {
            return 0.06;
        }
        boolean noun = !words.startsSentence(first) || words.isInTitle(first) || Surroundings.speaks(words, last)
                || words.isPossessive(last);
        return known > 0 && !shared && noun ? 0 : -1;
    }

    /// How much of what the person is known for the entry speaks of.
    private int known(Reading reading, Entity person) {
        int known = 0;
        for (int phrase : contexts.of(person)) {
            known += reading.has(phrase) ? 1 : 0;
        }
        return known;
    }
}
