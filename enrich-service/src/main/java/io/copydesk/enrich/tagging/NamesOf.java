package io.copydesk.enrich.tagging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final Pattern GIVEN_NAME_LAST = Pattern.compile("\\p{Lu}\\p{L}+ \\p{Lu}\\p{L}+-\\p{Ll}\\p{L}+");

    /// 'von der leyen' of 'Ursula von der Leyen', 'lee' of 'Lee Jae-myung'; empty for a name of one word.
    static Optional<String> surname(String fullName) {
        List<String> words = List.of(FoldedText.fold(fullName).split(" "));
        if (GIVEN_NAME_LAST.matcher(fullName).matches()) {
            return Optional.of(words.getFirst());
        }
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

    /// The short names of a person whom a text names in full; of a knight also 'sir' and the first name.
    static List<String> introduced(String written, String wordBefore) {
        String surface = FoldedText.fold(written);
        boolean titled = TITLES.stream().anyMatch(title -> surface.startsWith(title + " "));
        String title = titled ? surface.substring(0, surface.indexOf(' ')) : wordBefore;
        String name = titled ? surface.substring(title.length() + 1) : surface;
        var names = new ArrayList<String>(2);
        surname(titled ? name : written).ifPresent(names::add);
        if (TITLES.contains(title) && name.indexOf(' ') > 0) {
            names.add(title + " " + name.substring(0, name.indexOf(' ')));
        }
        return names;
    }
}
