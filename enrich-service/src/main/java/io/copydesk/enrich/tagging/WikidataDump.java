package io.copydesk.enrich.tagging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.contracts.EntityType;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads Wikidata's JSON dump (an array with one entity a line) and keeps the entities of some classes. A dump of any size
/// is read a line at a time; only what is kept is held.
///
/// @param classes QIDs of classes (P31, instance of) → the type that their entities get
/// @param languages in the order of preference: the label is of the first, names are of all
/// @param fewestSitelinks entities that fewer wikis write about are left out
public record WikidataDump(Map<String, EntityType> classes, List<String> languages, int fewestSitelinks) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String INSTANCE_OF = "P31";
    private static final String DEMONYM = "P1549";

    /// What was read of a dump.
    ///
    /// @param lines that hold an entity
    /// @param unreadable lines that hold none, broken ones
    public record Read(List<WikidataEntity> entities, long lines, long unreadable) {}

    /// The entities that are kept, those that most wikis write about first.
    public Read read(BufferedReader dump) throws IOException {
        var entities = new ArrayList<WikidataEntity>();
        long lines = 0;
        long unreadable = 0;
        for (var line = dump.readLine(); line != null; line = dump.readLine()) {
            var json = line.strip();
            if (json.length() < 3) {
                continue; // the brackets of the array
            }
            try {
                entity(JSON.readTree(json.endsWith(",") ? json.substring(0, json.length() - 1) : json))
                        .ifPresent(entities::add);
                lines++;
            } catch (JsonProcessingException e) {
                unreadable++;
            }
        }
        entities.sort(Comparator.comparingInt(WikidataEntity::sitelinks).reversed()
                .thenComparing(WikidataEntity::qid));
        return new Read(entities, lines, unreadable);
    }

    private Optional<WikidataEntity> entity(JsonNode json) {
        var label = languages.stream().map(language -> json.at("/labels/" + language + "/value").asText(""))
                .filter(text -> !text.isBlank()).findFirst();
        var type = type(json);
        int sitelinks = json.path("sitelinks").size();
        if (label.isEmpty() || type.isEmpty() || sitelinks < fewestSitelinks) {
            return Optional.empty();
        }
        return Optional.of(new WikidataEntity(json.path("id").asText(), type.get(), label.get(),
                names(json, label.get()), demonyms(json), sitelinks));
    }

    private Optional<EntityType> type(JsonNode json) {
        for (var claim : json.path("claims").path(INSTANCE_OF)) {
            var type = classes.get(claim.at("/mainsnak/datavalue/value/id").asText());
            if (type != null && !claim.path("rank").asText().equals("deprecated")) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private Set<String> names(JsonNode json, String label) {
        var names = new LinkedHashSet<String>();
        for (var language : languages) {
            names.add(json.at("/labels/" + language + "/value").asText("").strip());
            json.path("aliases").path(language).forEach(alias -> names.add(alias.path("value").asText().strip()));
        }
        names.remove(label);
        names.remove("");
        return names;
    }

    private Set<String> demonyms(JsonNode json) {
        var demonyms = new LinkedHashSet<String>();
        for (var claim : json.path("claims").path(DEMONYM)) {
            var value = claim.at("/mainsnak/datavalue/value");
            if (languages.contains(value.path("language").asText())) {
                demonyms.add(value.path("text").asText().strip());
            }
        }
        return demonyms;
    }
}
