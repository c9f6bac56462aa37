package io.copydesk.schemas.admin;

import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.Finding.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/// Every version that a contract ever had: one file a version, `<topic>/<n>.avsc`, whole, beside the classes. A
/// contract must be the newest on record, and take away nothing that any version before it had: so the check needs
/// neither a registry nor git.
public final class ContractHistory {
    /// Where the files are in the source tree.
    public static final Path SOURCES = Path.of("schemas", "src", "main", "resources", "io", "copydesk", "schemas",
            "history");

    private static final String FOLDER = "/io/copydesk/schemas/history/";

    private ContractHistory() {}

    /// What is on record against this build's contracts; reads only.
    public static List<Finding> check() {
        return Topics.CONTRACTED.stream().map(topic -> check(topic.name(), topic.schema(), versions(topic))).toList();
    }

    /// Puts this build's contracts on record where they differ from the newest version and may follow all of them.
    ///
    /// @param home of the source tree
    public static List<Finding> record(Path home) {
        var folder = home.resolve(SOURCES);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("no source tree of Copydesk: " + folder + " is not there");
        }
        return Topics.CONTRACTED.stream().map(topic -> record(topic, folder)).toList();
    }

    /// The versions on record, the oldest first; documentation is that of the last edit of each.
    public static List<Schema> versions(Topic<?> topic) {
        var versions = new ArrayList<Schema>();
        for (var next = version(topic, 1); next.isPresent(); next = version(topic, versions.size() + 1)) {
            versions.add(next.get());
        }
        return List.copyOf(versions);
    }

    /// @param contract what is to follow `versions`
    static Finding check(String topic, Schema contract, List<Schema> versions) {
        var breaks = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < versions.size(); i++) {
            int version = i + 1;
            Breaks.between(versions.get(i), contract).forEach(broken -> breaks.putIfAbsent(broken, version));
        }
        if (!breaks.isEmpty()) {
            return new Finding(topic, State.REFUSED, breaks.entrySet().stream()
                    .map(each -> each.getKey() + " (version " + each.getValue() + ")")
                    .collect(Collectors.joining("; ")));
        }
        return !versions.isEmpty() && versions.get(versions.size() - 1).equals(contract)
                ? new Finding(topic, State.AS_DECLARED, "version " + versions.size() + ", compatible with all before")
                : new Finding(topic, State.DIFFERENT, "not on record; run ./copydesk schemas record and commit version "
                        + (versions.size() + 1));
    }

    private static Finding record(Topic<?> topic, Path folder) {
        var versions = versions(topic);
        var found = check(topic.name(), topic.schema(), versions);
        if (found.state() != State.DIFFERENT) {
            return found;
        }
        var file = folder.resolve(topic.name()).resolve(versions.size() + 1 + ".avsc");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, SchemaFormatter.format("json/pretty", topic.schema()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return new Finding(topic.name(), State.CREATED, "version " + (versions.size() + 1) + ": commit " + file);
    }

    private static Optional<Schema> version(Topic<?> topic, int version) {
        var name = FOLDER + topic.name() + "/" + version + ".avsc";
        try (var file = ContractHistory.class.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new Schema.Parser().parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
