package io.copydesk.enrich.tagging;

import java.util.List;

/// The data that the tagger ships with.
final class BuiltIn {
    private static final List<String> GAZETTEER = List.of("leaders", "officials", "people", "countries", "cities",
            "regions", "places", "organisations", "parties", "forces", "media", "companies", "sports", "events",
            "phrases");

    private BuiltIn() {}

    static Gazetteer gazetteer() {
        return gazetteer(List.of());
    }

    /// @param own files of an operator beside the built-in ones
    static Gazetteer gazetteer(List<DataFile> own) {
        return GazetteerLoader.load(
                GAZETTEER.stream().map(name -> DataFile.resource("/gazetteer/" + name + ".yaml")).toList(), own);
    }

    static WordLists words() {
        return WordLists.load(List.of(DataFile.resource("/tagging/words.yaml"),
                DataFile.resource("/tagging/first-names.yaml")));
    }

    static TopicRules topicRules() {
        return TopicRules.load(DataFile.resource("/topics/media-topics.yaml"));
    }

    static LanguageGuess languages() {
        return new LanguageGuess(DataFile.resource("/language/small-words.yaml"));
    }
}
