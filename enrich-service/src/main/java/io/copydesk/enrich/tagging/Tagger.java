package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.TextField;
import io.copydesk.contracts.TopicTag;
import io.copydesk.enrich.tagging.Sighting.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tags one entry. Pure and thread-safe: the same text, memory and data give the same tags.
public final class Tagger {
    /// A long entry may name many; its first ones are what it is about.
    private static final int MOST_ABOUT = 12;
    private static final List<TextField> FIELDS = List.of(TextField.HEADLINE, TextField.BODY);

    private final String gazetteerVersion;
    private final String topicRulesVersion;
    private final NameFinder names;
    private final MentionSpotter mentions;
    private final TopicScorer topics;
    private final LanguageGuess languages;

    Tagger(Gazetteer gazetteer, WordLists words, TopicRules rules, LanguageGuess languages) {
        gazetteerVersion = gazetteer.version();
        topicRulesVersion = rules.version();
        names = new NameFinder(gazetteer, words);
        mentions = new MentionSpotter(gazetteer, names.contexts());
        topics = new TopicScorer(rules, gazetteer.lists());
        this.languages = languages;
    }

    /// The gazetteer and the rules that Copydesk ships with. Takes a moment; build one and share it.
    public static Tagger builtIn() {
        return with(BuiltIn.gazetteer());
    }

    /// The same with the gazetteer files of a folder beside the built-in ones.
    ///
    /// @throws GazetteerException with every problem of every file
    /// @throws java.io.UncheckedIOException when the folder cannot be read
    public static Tagger withNamesOf(Path folder) {
        return with(BuiltIn.gazetteer(DataFile.folder(folder)));
    }

    private static Tagger with(Gazetteer gazetteer) {
        return new Tagger(gazetteer, BuiltIn.words(), BuiltIn.topicRules(), BuiltIn.languages());
    }

    /// @param claimedLanguage BCP 47 tag that the publisher gives
    /// @param memory of the blog's entries before this one
    public Tags tag(String headline, String body, Optional<String> claimedLanguage, NameMemory memory) {
        EntryText entry = EntryText.of(headline, body);
        Reading reading = names.read(entry, memory);
        List<List<Sighting>> sightings = mentions.spot(reading);
        List<EntityMention> entities = entities(reading, sightings);
        List<TopicTag> tags = topics.score(entry, entities);
        Optional<String> language = claimedLanguage.filter(claim -> !claim.isBlank()).or(() -> languages.guess(entry));
        NameMemory remembered = memory.with(reading.introductions().introduced(), about(sightings, memory));
        return new Tags(entities, tags, remembered, language);
    }

    /// What the entry names for certain, and the blog has not named before.
    private static Set<String> about(List<List<Sighting>> sightings, NameMemory memory) {
        var about = new LinkedHashSet<String>();
        for (List<Sighting> field : sightings) {
            for (Sighting sighting : field) {
                String key = sighting.entity().key();
                if (sighting.rule() == Rule.ALIAS && about.size() < MOST_ABOUT && !memory.about().contains(key)) {
                    about.add(key);
                }
            }
        }
        return about;
    }

    private static List<EntityMention> entities(Reading reading, List<List<Sighting>> sightings) {
        var entities = new ArrayList<EntityMention>();
        for (int field = 0; field < sightings.size(); field++) {
            for (Sighting sighting : sightings.get(field)) {
                entities.add(sighting.toMention(reading.words(field), FIELDS.get(field)));
            }
        }
        return entities;
    }

    /// The declared version and the start of the files' hash.
    public String gazetteerVersion() {
        return gazetteerVersion;
    }

    /// The declared version and the start of the file's hash.
    public String topicRulesVersion() {
        return topicRulesVersion;
    }
}
