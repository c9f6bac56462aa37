package io.copydesk.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Content;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Parsers;
import io.copydesk.ingest.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A labelled set: `*.ndjson` files, of which each line is an update with its labels, or the labels of an entry whose
/// text stands in a saved page that is not part of the set.
///
/// @param entries in the order of their times, as a newsroom would have seen them
/// @param missing labelled entries whose page is not at hand
record GoldSet(List<GoldEntry> entries, int missing) {
    /// When an update was seen that does not say when it was published.
    private static final Instant UNDATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    /// @param captures folder of the saved pages, if there is one
    /// @throws IOException naming the file and line that is no gold entry
    static GoldSet read(Path fileOrFolder, @Nullable Path captures) throws IOException {
        var pages = new HashMap<String, Map<String, Observation>>();
        var entries = new ArrayList<GoldEntry>();
        int missing = 0;
        for (var file : files(fileOrFolder)) {
            int number = 0;
            for (var line : Files.readAllLines(file)) {
                number++;
                var entry = entry(line, file + ": line " + number, captures, pages);
                entry.ifPresent(entries::add);
                missing += entry.isEmpty() ? 1 : 0;
            }
        }
        entries.sort(Comparator.comparing(entry -> entry.observation().getObservedAt()));
        return new GoldSet(entries, missing);
    }

    private static List<Path> files(Path fileOrFolder) throws IOException {
        if (Files.isRegularFile(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        try (var all = Files.walk(fileOrFolder)) {
            return all.filter(file -> file.toString().endsWith(".ndjson")).sorted().toList();
        }
    }

    private static Optional<GoldEntry> entry(String line, String place, @Nullable Path captures,
            Map<String, Map<String, Observation>> pages) throws IOException {
        var json = JSON.readTree(line);
        if (json.hasNonNull("update")) {
            var updates = UpdateLine.read(json.get("update").toString(), UNDATED);
            if (!updates.isGood()) {
                throw new IOException(place + ": " + updates.faults());
            }
            var update = updates.observations().getFirst();
            return Optional.of(GoldEntry.of(json, update.getSource() + "/" + update.getNativeId().orElse(""), update));
        }
        return captures == null ? Optional.empty() : captured(json, place, captures, pages);
    }

    private static Optional<GoldEntry> captured(JsonNode json, String place, Path captures,
            Map<String, Map<String, Observation>> pages) throws IOException {
        var name = json.path("capture").asText();
        if (!pages.containsKey(name)) {
            pages.put(name, page(captures.resolve(name)));
        }
        var hash = json.path("text").asText();
        var observation = pages.getOrDefault(name, Map.of()).get(hash);
        if (observation == null) {
            throw new IOException(place + ": " + name + " has no entry with the text " + hash);
        }
        return Optional.of(GoldEntry.of(json, name + "/" + hash, observation));
    }

    /// By the SHA-256 of their bodies.
    private static Map<String, Observation> page(Path file) throws IOException {
        var saved = Files.getLastModifiedTime(file).toInstant();
        var document = new Document(file.toString(), Files.readAllBytes(file), null, null, 1, saved);
        var parsers = new Parsers();
        var kind = parsers.guess(document);
        try {
            var byText = new HashMap<String, Observation>();
            var source = SourceDefinition.newBuilder().setId(SourceName.of(file)).setKind(kind.label()).build();
            for (var entry : parsers.of(kind).parse(source, document).entries()) {
                byText.put(Content.sha256(entry.getBody().getBytes(StandardCharsets.UTF_8)),
                        UpdateLine.seen(entry, saved));
            }
            return byText;
        } catch (UnreadableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
