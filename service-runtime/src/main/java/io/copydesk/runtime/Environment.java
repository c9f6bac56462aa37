package io.copydesk.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Our variables among those of a process. An empty one counts as not set: that is what Compose makes of `${NAME:-}`.
final class Environment {
    static final String PREFIX = "COPYDESK_";
    static final String FILE = "_FILE";

    private final Map<String, String> variables;

    Environment(Map<String, String> environment) {
        variables = environment.entrySet().stream().filter(variable -> variable.getKey().startsWith(PREFIX))
                .filter(variable -> !variable.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, TreeMap::new));
    }

    /// `copydesk.batch-size` → `COPYDESK_BATCH_SIZE`
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    SortedSet<String> names() {
        return new TreeSet<>(variables.keySet());
    }

    /// The value of `variable`, or what the file named by `variable` + `_FILE` holds.
    Optional<String> value(String variable, Consumer<String> problems) {
        var direct = Optional.ofNullable(variables.get(variable));
        var file = Optional.ofNullable(variables.get(variable + FILE));
        if (direct.isPresent() && file.isPresent()) {
            problems.accept(variable + " and " + variable + FILE + " are both set: set one of them");
        }
        return file.isPresent() ? file.flatMap(path -> content(variable + FILE, path, problems)) : direct;
    }

    private static Optional<String> content(String variable, String path, Consumer<String> problems) {
        try {
            var content = Files.readString(Path.of(path)).stripTrailing();
            if (content.isEmpty()) {
                problems.accept(variable + ": the file " + path + " is empty");
            }
            return Optional.of(content).filter(text -> !text.isEmpty());
        } catch (IOException | InvalidPathException e) {
            problems.accept(variable + " must name a readable file: " + path + " ("
                    + e.getClass().getSimpleName() + ")");
            return Optional.empty();
        }
    }
}
