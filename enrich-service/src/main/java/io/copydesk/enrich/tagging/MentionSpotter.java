package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityType;
import io.copydesk.enrich.tagging.NameSpotter.Decision;
import io.copydesk.enrich.tagging.NameTrie.Hit;
import io.copydesk.enrich.tagging.Sighting.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The mentions of a field, from left to right and without overlaps: first full names, whether the gazetteer has them or
/// the words show them, then the short names of what they introduce.
final class MentionSpotter {
    private static final long NO_SHORT_NAME = Role.any(Role.FUNCTION, Role.HONORIFIC);

    private final Gazetteer gazetteer;
    private final NameSpotter names;
    private final ShortNames shortNames;
    private final TitledPeople titled;

    MentionSpotter(Gazetteer gazetteer, Contexts contexts) {
        this.gazetteer = gazetteer;
        var surroundings = new Surroundings(gazetteer.leadIns());
        names = new NameSpotter(contexts, surroundings);
        shortNames = new ShortNames(surroundings);
        titled = new TitledPeople(gazetteer, contexts, surroundings);
    }

    /// The body is read first: a headline is written after its text, and uses the short names that the text introduces.
    List<List<Sighting>> spot(Reading reading) {
        List<Sighting> body = fullNames(reading, 1);
        List<Sighting> headline = fullNames(reading, 0);
        List<Sighting> allOfBody = withShortNames(reading, 1, body);
        return List.of(withShortNames(reading, 0, headline), allOfBody);
    }

    private List<Sighting> fullNames(Reading reading, int field) {
        Words words = reading.words(field);
        List<Hit> hits = reading.hits(field);
        var found = new ArrayList<Sighting>();
        int next = 0;
        int at = 0;
        while (at < words.count()) {
            while (next < hits.size() && hits.get(next).first() < at) {
                next++;
            }
            boolean named = next < hits.size() && hits.get(next).first() == at;
            Decision known = named ? names.at(reading, words, hits, next) : null;
            Sighting pattern = words.isCapital(at) || words.isOrdinal(at) ? Patterns.at(words, at) : null;
            Sighting chosen = known == null ? pattern : prefer(words, known, pattern);
            if (chosen != null) {
                chosen = chosen.entity().isPerson() ? joined(words, field, chosen, reading) : chosen;
                found.add(chosen);
                introduce(words, field, chosen, reading.introductions());
                at = chosen.last() + 1;
            } else {
                at = known == null ? at + 1 : known.last() + 1;
            }
        }
        return found;
    }

    /// The longer one, save that a known name of several words is not made longer by a mere capital after it.
    private static @Nullable Sighting prefer(Words words, Decision known, @Nullable Sighting pattern) {
        Sighting sighting = known.sighting();
        if (pattern == null || pattern.last() <= known.last()) {
            return sighting;
        }
        boolean several = known.last() > pattern.first();
        boolean person = sighting == null || sighting.entity().isPerson();
        if (pattern.entity().isPerson()) {
            boolean longer = person && (words.has(pattern.last(), Role.SUFFIX.bit())
                    || words.gap(known.last() + 1) == Words.HYPHEN);
            return !several || longer ? pattern : sighting;
        }
        return several && person ? sighting : pattern;
    }

    /// 'Donald John Trump' is whom the gazetteer calls Donald Trump, 'Jane A. Doe' whom the blog calls Jane Doe.
    private Sighting joined(Words words, int field, Sighting person, Reading reading) {
        if (!person.entity().isUnlinked() || person.length() < 2
                || words.has(person.last(), Role.SUFFIX.bit())) {
            return person;
        }
        Optional<String> surname = NamesOf.surname(person.entity().label());
        if (surname.isEmpty()) {
            return person;
        }
        String first = words.folded(person.first(), person.first()) + " ";
        Optional<Entity> known = gazetteer.entity(gazetteer.outright(first + surname.get()))
                .filter(Entity::isPerson)
                .or(() -> reading.introductions()
                        .meant(surname.get(), field, person.first())
                        .filter(entity -> entity.isPerson() && entity.foldedLabel().startsWith(first)));
        return known.map(entity -> Sighting.of(words, person.first(), person.last(), entity,
                entity.isUnlinked() ? person.rule() : Rule.FULLER)).orElse(person);
    }

    private void introduce(Words words, int field, Sighting sighting, Introductions introductions) {
        Entity entity = sighting.entity();
        int first = sighting.first();
        int last = sighting.last();
        if (entity.isPerson() && sighting.rule() != Rule.SHORT) {
            for (String name : shortNames(words, sighting)) {
                if (gazetteer.outright(name).isEmpty()) {
                    introductions.add(name, field, first, entity);
                }
            }
        } else if (sighting.rule() == Rule.CONTEXT || entity.isUnlinked()) {
            introductions.add(words.folded(first, last), field, first, entity);
        }
        if (entity.type() == EntityType.EVENT && words.has(first, Role.EVENT_FIRST.bit()) && last > first) {
            introductions.add(words.folded(last, last), field, first, entity);
        }
        if (!entity.isPerson() && words.gap(last + 1) == Words.OPEN_BRACKET
                && OrganisationPattern.isAcronym(words, last + 1)
                && gazetteer.outright(words.folded(last + 1, last + 1)).isEmpty()) {
            introductions.add(words.folded(last + 1, last + 1), field, first, entity);
        }
    }

    private static List<String> shortNames(Words words, Sighting person) {
        Name name = person.name();
        boolean knighted = words.is(person.first() - 1, "sir") || words.is(person.first() - 1, "dame");
        if (name != null && !knighted) {
            return name.shortNames();
        }
        String before = knighted ? words.folded(person.first() - 1, person.first() - 1) : "";
        return NamesOf.introduced(words.written(person.first(), person.last()), before);
    }

    private List<Sighting> withShortNames(Reading reading, int field, List<Sighting> full) {
        Words words = reading.words(field);
        var all = new ArrayList<Sighting>(full.size() + 4);
        int next = 0;
        int at = 0;
        while (at < words.count()) {
            if (next < full.size() && at >= full.get(next).first()) {
                all.add(full.get(next));
                at = Math.max(at, full.get(next++).last() + 1);
                continue;
            }
            int limit = next < full.size() ? full.get(next).first() : words.count();
            Sighting found = words.isCapital(at) ? shortName(reading, words, field, at, limit) : null;
            if (found != null) {
                all.add(found);
            }
            at = found == null ? at + 1 : found.last() + 1;
        }
        return all;
    }

    private @Nullable Sighting shortName(Reading reading, Words words, int field, int at, int limit) {
        Introductions introductions = reading.introductions();
        Sighting found = introductions.isEmpty() ? null : shortNames.at(words, field, at, limit, introductions);
        if (found != null || words.has(at, NO_SHORT_NAME)) {
            return found;
        }
        found = titled.at(reading, words, at);
        found = found == null ? PersonPattern.titled(words, at) : found;
        if (found == null || found.last() >= limit) {
            return null;
        }
        introductions.add(words.folded(found.first(), found.last()), field, at, found.entity());
        return found;
    }
}
