package io.copydesk.enrich.tagging;

import io.copydesk.enrich.tagging.NameFinder.Hit;
import io.copydesk.enrich.tagging.Sighting.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Decides which of the gazetteer's names in an entry are mentions: which entity an ambiguous name means, which of two
/// overlapping names stands, and whether a surname is somebody else's.
final class NameSpotter {
    private final NameFinder finder;
    private final Surroundings surroundings;

    NameSpotter(Gazetteer gazetteer) {
        finder = new NameFinder(gazetteer.names());
        surroundings = new Surroundings(gazetteer);
    }

    /// The mentions of each field, without overlaps, in the order of the text.
    List<List<Sighting>> spot(EntryText entry) {
        List<List<Hit>> hits = entry.fields().stream().map(finder::hits).toList();
        Set<String> certain = certain(hits);
        var sightings = new ArrayList<List<Sighting>>();
        for (int field = 0; field < hits.size(); field++) {
            sightings.add(resolve(entry, entry.fields().get(field), hits.get(field), certain));
        }
        return sightings;
    }

    /// Keys of the entities that the entry names without ambiguity.
    private static Set<String> certain(List<List<Hit>> hits) {
        Set<String> keys = new TreeSet<>();
        for (List<Hit> field : hits) {
            for (Hit hit : field) {
                for (Name name : hit.names()) {
                    Entity entity = name.entity();
                    if (entity != null && name.kind() != Name.Kind.AMBIGUOUS) {
                        keys.add(entity.key());
                    }
                }
            }
        }
        return keys;
    }

    private List<Sighting> resolve(EntryText entry, FoldedText text, List<Hit> hits, Set<String> certain) {
        var kept = new ArrayList<Sighting>();
        int covered = 0;
        for (Hit hit : hits) {
            if (hit.begin() < covered) {
                continue;
            }
            Optional<Name> chosen = choose(entry, text, hit, certain);
            if (chosen.isPresent()) {
                covered = hit.end();
                sighting(text, hit, chosen.get()).ifPresent(kept::add);
            }
        }
        return kept;
    }

    /// The ambiguous name with the most context, else the name that needs none.
    private Optional<Name> choose(EntryText entry, FoldedText text, Hit hit, Set<String> certain) {
        @Nullable
        Name best = null;
        int most = 0;
        for (Name name : hit.names()) {
            Entity entity = name.entity();
            int context = 0;
            if (entity == null || name.kind() != Name.Kind.AMBIGUOUS) {
                context = best == null ? 1 : 0;
            } else if (!surroundings.isPartOfLongerName(text, hit.begin(), hit.end(), entity)) {
                context = 2 * context(entry, entity, certain);
            }
            if (context > most) {
                best = name;
                most = context;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int context(EntryText entry, Entity entity, Set<String> certain) {
        long words = entity.context().stream().filter(entry::has).count();
        return (int) words + (certain.contains(entity.key()) ? 1 : 0);
    }

    private Optional<Sighting> sighting(FoldedText text, Hit hit, Name name) {
        Entity entity = name.entity();
        if (entity == null) {
            return Optional.empty();
        }
        return switch (name.kind()) {
            case HIDDEN -> Optional.empty();
            case FULL -> Optional.of(new Sighting(hit.begin(), hit.end(), entity, Rule.ALIAS));
            case DEMONYM -> Optional.of(new Sighting(hit.begin(), hit.end(), entity, Rule.DEMONYM));
            case AMBIGUOUS -> Optional.of(new Sighting(hit.begin(), hit.end(), entity, Rule.CONTEXT));
            case SHORT -> surroundings.belongsToAnother(text, hit.begin(), entity)
                    ? Optional.empty()
                    : Optional.of(new Sighting(hit.begin(), hit.end(), entity, Rule.SHORT));
        };
    }
}
