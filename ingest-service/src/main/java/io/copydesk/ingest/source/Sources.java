package io.copydesk.ingest.source;

import io.copydesk.contracts.SourceDefinition;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// The file in which an operator names the sources: a list under `sources`, a few lines each. See docs/sources.md.
public final class Sources {
    private static final String LIST = "sources";

    private final String file;
    private final Path folder;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> lineOfId = new HashMap<>();

    private Sources(Path file) {
        this.file = String.valueOf(file.getFileName());
        this.folder = file.toAbsolutePath().normalize().resolveSibling("");
    }

    /// Relative paths in it are relative to the file.
    ///
    /// @throws InvalidSourcesException with every mistake and its line
    /// @throws IOException when the file cannot be read
    public static List<SourceDefinition> read(Path file) throws IOException, InvalidSourcesException {
        String text;
        try {
            text = Files.readString(file);
        } catch (MalformedInputException e) {
            throw new InvalidSourcesException(List.of(file.getFileName() + ": is not UTF-8"));
        }
        return new Sources(file).read(new StringReader(text));
    }

    /// Several files as if they were one.
    ///
    /// @throws InvalidSourcesException with every mistake and its line, and each id that two files give
    /// @throws IOException when a file cannot be read
    public static List<SourceDefinition> readAll(List<Path> files) throws IOException, InvalidSourcesException {
        var all = new LinkedHashMap<String, SourceDefinition>();
        var problems = new ArrayList<String>();
        for (var file : files) {
            try {
                for (var source : read(file)) {
                    if (all.putIfAbsent(source.getId(), source) != null) {
                        problems.add(
                                file.getFileName() + ": an earlier file has a source '" + source.getId() + "', too");
                    }
                }
            } catch (InvalidSourcesException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSourcesException(problems);
        }
        return List.copyOf(all.values());
    }

    private List<SourceDefinition> read(Reader text) throws InvalidSourcesException {
        var definitions = new ArrayList<SourceDefinition>();
        try {
            // nodes, not objects: they know their lines
            var root = new Yaml(new LoaderOptions()).compose(text);
            for (var node : list(root)) {
                var reader = new SourceReader(folder, this::problem);
                var definition = reader.read(node);
                checkUnique(definition, node);
                definitions.add(definition);
            }
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            problems.add(file + ":" + (mark == null ? 1 : mark.getLine() + 1) + ": is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(file + ": is not YAML: " + e.getMessage());
        }
        if (!problems.isEmpty()) {
            throw new InvalidSourcesException(problems);
        }
        return List.copyOf(definitions);
    }

    private List<Node> list(Node root) {
        if (root instanceof MappingNode mapping) {
            var known = Set.of(LIST);
            mapping.getValue().stream().filter(entry -> !known.contains(scalar(entry.getKeyNode())))
                    .forEach(entry -> problem(entry.getKeyNode(),
                            "unknown '" + scalar(entry.getKeyNode()) + "'; the file has one list, 'sources'"));
            for (var entry : mapping.getValue()) {
                if (scalar(entry.getKeyNode()).equals(LIST) && entry.getValueNode() instanceof SequenceNode sources) {
                    return sources.getValue();
                }
            }
        }
        problems.add(file + ":1: must hold a list under 'sources'");
        return List.of();
    }

    private void checkUnique(SourceDefinition definition, Node node) {
        if (definition.getId().isEmpty()) {
            return;
        }
        var earlier = lineOfId.putIfAbsent(definition.getId(), line(node));
        if (earlier != null) {
            problem(node, "id: '" + definition.getId() + "' is the source of line " + earlier + " already");
        }
    }

    private void problem(Node where, String what) {
        problems.add(file + ":" + line(where) + ": " + what);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
