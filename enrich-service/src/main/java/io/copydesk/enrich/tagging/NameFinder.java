package io.copydesk.enrich.tagging;

import io.copydesk.enrich.tagging.NameTrie.Hit;
import java.util.BitSet;
import java.util.List;

/// Reads the words of an entry: which of them are known, what they tell, and which names of the gazetteer they make.
final class NameFinder {
    private static final long NO_FIRST_NAME = Role.any(Role.ORDINARY, Role.HONORIFIC, Role.OFFICE, Role.ROLE,
            Role.COMMON,
            Role.WEAK_FIRST_NAME, Role.MONTH, Role.DAY, Role.PARTICLE, Role.GENERIC, Role.PLACE_FIRST, Role.PLACE_HEAD,
            Role.ORGANISATION_HEAD, Role.EVENT_FIRST, Role.NAMES_THING, Role.DEMONYM);

    private final Gazetteer gazetteer;
    private final Contexts contexts;
    private final Lexicon lexicon;
    private final NameTrie trie;

    NameFinder(Gazetteer gazetteer, WordLists lists) {
        this.gazetteer = gazetteer;
        contexts = new Contexts(gazetteer);
        var words = new Lexicon.Builder();
        trie = new NameTrie(gazetteer.names(), contexts.phrases(), words);
        lists.addTo(words);
        gazetteer.names().values().forEach(names -> names.forEach(name -> learn(name, words)));
        gazetteer.entities().stream().filter(Entity::isPerson).forEach(person -> learnFirstName(person, words));
        lists.of(Role.WEAK_FIRST_NAME).forEach(name -> words.remove(name, Role.FIRST_NAME));
        lists.of(Role.FIRST_NAME).stream().filter(name -> words.has(name, Role.NAMES_THING.bit())).forEach(name -> {
            words.remove(name, Role.FIRST_NAME);
            words.add(name, Role.WEAK_FIRST_NAME);
        });
        lexicon = words.build();
    }

    private static void learn(Name name, Lexicon.Builder words) {
        Entity entity = name.entity();
        String key = name.key();
        if (entity == null || key.chars().anyMatch(character -> !Character.isLetter(character))) {
            return;
        }
        if (name.kind() == Name.Kind.DEMONYM) {
            words.add(key, Role.DEMONYM);
        } else if (!entity.isPerson()) {
            words.add(key, Role.NAMES_THING);
        }
    }

    private static void learnFirstName(Entity person, Lexicon.Builder words) {
        int end = person.foldedLabel().indexOf(' ');
        if (end > 2) {
            String name = person.foldedLabel().substring(0, end);
            boolean plain = name.chars().allMatch(Character::isLetter);
            if (plain && !words.has(name, NO_FIRST_NAME)) {
                words.add(name, Role.FIRST_NAME);
            }
        }
    }

    Contexts contexts() {
        return contexts;
    }

    /// How often any name stands in a text, for measuring.
    int occurrences(FoldedText text) {
        return trie.occurrences(Words.of(text, lexicon));
    }

    Reading read(EntryText entry, NameMemory memory) {
        var found = new BitSet(contexts.phrases().size());
        List<Words> fields = entry.fields().stream().map(text -> Words.of(text, lexicon)).toList();
        List<List<Hit>> hits = fields.stream().map(words -> trie.hits(words, found)).toList();
        return new Reading(fields, hits, found, memory, new Introductions(gazetteer, memory));
    }
}
