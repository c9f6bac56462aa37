package io.copydesk.enrich.tagging;

import io.copydesk.enrich.tagging.Sighting.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds people by the short names under which the entry, or the blog before it, has introduced them.
///
/// A short name means whoever was introduced under it last before it; a headline, which is written after its text, means
/// whom the text introduces first. Without an introduction before it in the entry the blog's memory counts, then a later one.
final class SurnameSpotter {
    /// 'van der bellen' and 'sir keir' are looked for, longer ones do not occur.
    private static final int LONGEST_WORDS = 4;

    private record Introduction(int field, int at, String entity) {}

    private final Gazetteer gazetteer;
    private final Surroundings surroundings;

    SurnameSpotter(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
        surroundings = new Surroundings(gazetteer);
    }

    /// @param spotted the mentions of each field by their full names
    /// @param into receives the names that the entry introduces, in the order of the text
    /// @return the mentions of each field, those by short names among them
    List<List<Sighting>> spot(EntryText entry, List<List<Sighting>> spotted, NameMemory memory,
            Map<String, String> into) {
        Map<String, List<Introduction>> introductions = introductions(entry, spotted, into);
        if (introductions.isEmpty() && memory.entityByName().isEmpty()) {
            return spotted;
        }
        var all = new ArrayList<List<Sighting>>();
        for (int field = 0; field < spotted.size(); field++) {
            var sightings = new ArrayList<>(spotted.get(field));
            sightings.addAll(shortNames(entry.fields().get(field), field, spotted.get(field), introductions, memory));
            sightings.sort(Comparator.comparingInt(Sighting::begin));
            all.add(sightings);
        }
        return all;
    }

    private static Map<String, List<Introduction>> introductions(EntryText entry, List<List<Sighting>> spotted,
            Map<String, String> into) {
        var introductions = new HashMap<String, List<Introduction>>();
        for (int field = 0; field < spotted.size(); field++) {
            FoldedText text = entry.fields().get(field);
            for (Sighting person : spotted.get(field)) {
                if (person.entity().isPerson() && person.rule() == Rule.ALIAS) {
                    var introduction = new Introduction(field, person.begin(), person.entity().key());
                    String surface = text.substring(person.begin(), person.end());
                    String before = Surroundings.wordBefore(text, person.begin());
                    NamesOf.introduced(person.entity(), surface, before).forEach((name, entity) -> {
                        introductions.computeIfAbsent(name, key -> new ArrayList<>()).add(introduction);
                        into.put(name, entity);
                    });
                }
            }
        }
        return introductions;
    }

    private List<Sighting> shortNames(FoldedText text, int field, List<Sighting> taken,
            Map<String, List<Introduction>> introductions, NameMemory memory) {
        var found = new ArrayList<Sighting>();
        int next = 0;
        int at = 0;
        while (at < text.length()) {
            if (next < taken.size() && at >= taken.get(next).begin()) {
                at = taken.get(next++).end();
                continue;
            }
            int limit = next < taken.size() ? taken.get(next).begin() : text.length();
            Sighting sighting = startsName(text, at) ? shortName(text, field, at, limit, introductions, memory) : null;
            if (sighting != null) {
                found.add(sighting);
            }
            at = sighting == null ? at + 1 : sighting.end();
        }
        return found;
    }

    private static boolean startsName(FoldedText text, int at) {
        return Character.isLetter(text.characters()[at]) && text.isUpperCase(at) && text.startsWord(at);
    }

    private @Nullable Sighting shortName(FoldedText text, int field, int begin, int limit,
            Map<String, List<Introduction>> introductions, NameMemory memory) {
        @Nullable
        Sighting longest = null;
        int end = begin;
        for (int words = 0; words < LONGEST_WORDS && end < limit; words++) {
            end = wordEnd(text, end, limit);
            String name = text.substring(begin, end);
            Optional<Entity> person = gazetteer.entity(meant(name, field, begin, introductions, memory));
            if (person.isPresent() && !surroundings.belongsToAnother(text, begin, person.get())) {
                longest = new Sighting(begin, end, person.get(), Rule.MEMORY);
            }
            if (end >= limit || " -'".indexOf(text.characters()[end]) < 0) {
                break;
            }
            end++;
        }
        return longest;
    }

    /// Every hyphen ends a word, so that both of 'Putin-Peskov' are tried; a name with its own is found as two words.
    private static int wordEnd(FoldedText text, int from, int limit) {
        int end = from;
        while (end < limit && Character.isLetterOrDigit(text.characters()[end])) {
            end++;
        }
        return Math.max(end, Math.min(from + 1, limit));
    }

    private static @Nullable String meant(String name, int field, int at, Map<String, List<Introduction>> introductions,
            NameMemory memory) {
        List<Introduction> here = introductions.getOrDefault(name, List.of());
        @Nullable
        String before = null;
        @Nullable
        String inBody = null;
        for (Introduction introduction : here) {
            if (introduction.field() < field || (introduction.field() == field && introduction.at() < at)) {
                before = introduction.entity();
            }
            if (field == 0 && introduction.field() == 1 && inBody == null) {
                inBody = introduction.entity();
            }
        }
        if (before != null) {
            return before;
        }
        if (inBody != null) {
            return inBody;
        }
        String remembered = memory.entityByName().get(name);
        return remembered != null || here.isEmpty() ? remembered : here.getFirst().entity();
    }
}
