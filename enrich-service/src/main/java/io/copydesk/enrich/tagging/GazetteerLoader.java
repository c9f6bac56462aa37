package io.copydesk.enrich.tagging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;

/// Reads gazetteer files and refuses them with all their problems at once.
///
/// A file is YAML: `version`, and any of `entities` (one to a line, see [Entity]), `hidden` (phrases whose words name
/// nothing), `lead-ins` (words that may stand with a capital before a surname) and `list` (a name for all of its entities
/// that give none on their line; rules for topics let the entities of a list vote).
final class GazetteerLoader {
    /// A file of an import may be larger than the 3 MB that are the parser's default.
    private static final ObjectMapper YAML = new YAMLMapper(
            YAMLFactory.builder().loaderOptions(unlimited()).build());
    private static final Set<String> SECTIONS = Set.of("version", "entities", "hidden", "lead-ins", "list");

    private final List<String> problems = new ArrayList<>();
    private final List<Entity> entities = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();
    private final Set<String> leadIns = new HashSet<>();
    private final Map<String, String> lists = new HashMap<>();
    private String declared = "";

    private GazetteerLoader() {}

    /// @throws GazetteerException with every problem of every file
    static Gazetteer load(List<DataFile> files) {
        return load(files, List.of());
    }

    /// Files with an operator's own beside them: an own entity takes the place of the one with its QID or label, and an
    /// own name is taken from whoever had it.
    ///
    /// @throws GazetteerException with every problem of every file
    static Gazetteer load(List<DataFile> files, List<DataFile> own) {
        var given = read(files);
        var added = read(own);
        var problems = new ArrayList<>(given.problems);
        problems.addAll(added.problems);
        var entities = new ArrayList<>(added.entities);
        entities.addAll(withoutThoseOf(added.entities, given.entities));
        problems.addAll(GazetteerRules.problems(entities));
        if (entities.isEmpty()) {
            problems.add("no entities");
        }
        if (!problems.isEmpty()) {
            throw new GazetteerException(problems);
        }
        var hidden = new ArrayList<>(given.hidden);
        hidden.addAll(added.hidden);
        var leadIns = new HashSet<>(given.leadIns);
        leadIns.addAll(added.leadIns);
        var lists = new HashMap<>(given.lists);
        lists.putAll(added.lists);
        var all = Stream.concat(files.stream(), own.stream()).toList();
        var version = given.declared + (own.isEmpty() ? "" : "+" + added.declared) + "+" + DataFile.hash(all);
        return Gazetteer.of(version, entities, hidden, leadIns, lists);
    }

    private static GazetteerLoader read(List<DataFile> files) {
        var loader = new GazetteerLoader();
        files.forEach(loader::read);
        return loader;
    }

    private static List<Entity> withoutThoseOf(List<Entity> own, List<Entity> given) {
        if (own.isEmpty()) {
            return given;
        }
        var keys = new HashSet<String>();
        var names = new HashSet<String>();
        for (var entity : own) {
            keys.add(entity.key());
            keys.add(String.valueOf(entity.qid()));
            NamesOf.entity(entity).stream().filter(name -> name.kind() != Name.Kind.AMBIGUOUS).map(Name::key)
                    .forEach(names::add);
        }
        return given.stream().filter(entity -> !keys.contains(entity.key()) && !keys.contains(String.valueOf(
                entity.qid() == null ? entity.key() : entity.qid()))).map(entity -> entity.without(names)).toList();
    }

    private static LoaderOptions unlimited() {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
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
            String list = root.path("list").asText();
            int index = 0;
            for (JsonNode line : root.path("entities")) {
                readEntity(file.name() + ": entity " + ++index, line, list);
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

    private void readEntity(String place, JsonNode line, String list) {
        try {
            String own = line.path("list").asText(list);
            if (line instanceof ObjectNode fields) {
                fields.remove("list");
            }
            Entity entity = YAML.treeToValue(line, Entity.class);
            GazetteerRules.fieldProblems(entity).forEach(problem -> problems.add(place + ": " + problem));
            entities.add(entity);
            if (!own.isEmpty()) {
                lists.putIfAbsent(entity.key(), own);
            }
        } catch (JsonProcessingException e) {
            problems.add(place + ": " + e.getOriginalMessage());
        }
    }
}
