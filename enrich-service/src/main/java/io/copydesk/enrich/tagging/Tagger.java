package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.TextField;
import io.copydesk.contracts.TopicTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Tags one entry. Pure and thread-safe: the same text, memory and data give the same tags.
public final class Tagger {
    private static final List<TextField> FIELDS = List.of(TextField.HEADLINE, TextField.BODY);

    private final String gazetteerVersion;
    private final String topicRulesVersion;
    private final NameSpotter names;
    private final SurnameSpotter surnames;
    private final TopicScorer topics;
    private final LanguageGuess languages;

    Tagger(Gazetteer gazetteer, TopicRules rules, LanguageGuess languages) {
        gazetteerVersion = gazetteer.version();
        topicRulesVersion = rules.version();
        names = new NameSpotter(gazetteer);
        surnames = new SurnameSpotter(gazetteer);
        topics = new TopicScorer(rules);
        this.languages = languages;
    }

    /// The gazetteer and the rules that Copydesk ships with. Takes a moment; build one and share it.
    public static Tagger builtIn() {
        return new Tagger(BuiltIn.gazetteer(), BuiltIn.topicRules(), BuiltIn.languages());
    }

    /// @param claimedLanguage BCP 47 tag that the publisher gives
    /// @param memory of the blog's entries before this one
    public Tags tag(String headline, String body, Optional<String> claimedLanguage, NameMemory memory) {
        EntryText entry = EntryText.of(headline, body);
        var introduced = new LinkedHashMap<String, String>();
        List<List<Sighting>> sightings = surnames.spot(entry, names.spot(entry), memory, introduced);
        List<EntityMention> mentions = mentions(entry, sightings);
        List<TopicTag> tags = topics.score(entry, mentions);
        Optional<String> language = claimedLanguage.filter(claim -> !claim.isBlank()).or(() -> languages.guess(entry));
        return new Tags(mentions, tags, memory.with(introduced), language);
    }

    private static List<EntityMention> mentions(EntryText entry, List<List<Sighting>> sightings) {
        var mentions = new ArrayList<EntityMention>();
        for (int field = 0; field < sightings.size(); field++) {
            FoldedText text = entry.fields().get(field);
            for (Sighting sighting : sightings.get(field)) {
                mentions.add(sighting.toMention(text, FIELDS.get(field)));
            }
        }
        return mentions;
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
