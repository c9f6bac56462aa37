package io.copydesk.enrich.tagging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The names of an entity, and the short ones that a person is called by after an introduction.
final class NamesOf {
    private static final Set<String> PARTICLES = Set.of("von", "van", "der", "den", "de", "da", "di", "del", "la", "le",
            "al",
            "bin", "ben", "el", "du", "dos");
    private static final Set<String> TITLES = Set.of("sir", "dame");
    private static final Set<String> SUFFIXES = Set.of("jr", "jr.", "sr", "sr.", "ii", "iii");

    private NamesOf() {}

    static List<Name> entity(Entity entity) {
        var names = new ArrayList<Name>();
        names.add(new Name(entity, entity.label(), fullOrShort(entity, entity.label())));
        entity.names().forEach(name -> names.add(new Name(entity, name, fullOrShort(entity, name))));
        entity.demonyms().forEach(name -> names.add(new Name(entity, name, Name.Kind.DEMONYM)));
        entity.ambiguous().forEach(name -> names.add(new Name(entity, name, Name.Kind.AMBIGUOUS)));
        // a label that is declared ambiguous is so
        Set<String> ambiguous = entity.ambiguous().stream().map(FoldedText::fold).collect(Collectors.toSet());
        names.removeIf(name -> name.kind() != Name.Kind.AMBIGUOUS && ambiguous.contains(name.key()));
        return names;
    }

    private static Name.Kind fullOrShort(Entity entity, String name) {
        return entity.isPerson() && name.indexOf(' ') < 0 ? Name.Kind.SHORT : Name.Kind.FULL;
    }

    /// 'von der leyen' of 'Ursula von der Leyen'; empty for a name of one word.
    static Optional<String> surname(String fullName) {
        List<String> words = List.of(FoldedText.fold(fullName).split(" "));
        int end = words.size();
        while (end > 1 && SUFFIXES.contains(words.get(end - 1))) {
            end--;
        }
        int begin = end - 1;
        while (begin > 1 && PARTICLES.contains(words.get(begin - 1))) {
            begin--;
        }
        return begin < 1 ? Optional.empty() : Optional.of(String.join(" ", words.subList(begin, end)));
    }

    /// What a blog remembers of a person that it named in full; of a knight also 'sir' and the first name.
    static Map<String, String> introduced(Entity person, String surface, String wordBefore) {
        boolean titled = TITLES.stream().anyMatch(title -> surface.startsWith(title + " "));
        String title = titled ? surface.substring(0, surface.indexOf(' ')) : wordBefore;
        String name = titled ? surface.substring(title.length() + 1) : surface;
        var names = new LinkedHashMap<String, String>();
        surname(name).ifPresent(surname -> {
            names.put(surname, person.key());
            if (TITLES.contains(title)) {
                names.put(title + " " + name.substring(0, name.indexOf(' ')), person.key());
            }
        });
        return names;
    }
}
