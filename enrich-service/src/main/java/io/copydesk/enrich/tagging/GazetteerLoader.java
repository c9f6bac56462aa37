package io.copydesk.enrich.tagging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads gazetteer files and refuses them with all their problems at once.
///
/// A file is YAML: `version`, and any of `entities` (one to a line, see [Entity]), `hidden` (phrases whose words name
/// nothing) and `lead-ins` (words that may stand with a capital before a surname).
final class GazetteerLoader {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Set<String> SECTIONS = Set.of("version", "entities", "hidden", "lead-ins");

    private final List<String> problems = new ArrayList<>();
    private final List<Entity> entities = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();
    private final Set<String> leadIns = new HashSet<>();
    private String declared = "";

    private GazetteerLoader() {}

    /// @throws GazetteerException with every problem of every file
    static Gazetteer load(List<DataFile> files) {
        var loader = new GazetteerLoader();
        files.forEach(loader::read);
        loader.problems.addAll(GazetteerRules.problems(loader.entities));
        if (loader.entities.isEmpty()) {
            loader.problems.add("no entities");
        }
        if (!loader.problems.isEmpty()) {
            throw new GazetteerException(loader.problems);
        }
        return Gazetteer.of(loader.declared + "+" + DataFile.hash(files), loader.entities, loader.hidden,
                loader.leadIns);
    }

    private void read(DataFile file) {
        try {
            JsonNode root = YAML.readTree(file.text());
            root.fieldNames().forEachRemaining(section -> {
                if (!SECTIONS.contains(section)) {
                    problems.add(file.name() + ": unknown section '" + section + "'");
                }
            });
            readVersion(file, root.path("version").asText());
            int index = 0;
            for (JsonNode line : root.path("entities")) {
                readEntity(file.name() + ": entity " + ++index, line);
            }
            root.path("hidden").forEach(phrase -> hidden.add(phrase.asText()));
            root.path("lead-ins").forEach(word -> leadIns.add(FoldedText.fold(word.asText())));
        } catch (IOException e) {
            problems.add(file.name() + ": not YAML: " + e.getMessage());
        }
    }

    private void readVersion(DataFile file, String version) {
        if (version.isBlank()) {
            problems.add(file.name() + ": no version");
        } else if (!declared.isEmpty() && !declared.equals(version)) {
            problems.add(file.name() + ": version " + version + ", but another file says " + declared);
        } else {
            declared = version;
        }
    }

    private void readEntity(String place, JsonNode line) {
        try {
            Entity entity = YAML.treeToValue(line, Entity.class);
            GazetteerRules.fieldProblems(entity).forEach(problem -> problems.add(place + ": " + problem));
            entities.add(entity);
        } catch (JsonProcessingException e) {
            problems.add(place + ": " + e.getOriginalMessage());
        }
    }
}
