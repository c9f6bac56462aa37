package io.copydesk.command.laptop;

import io.copydesk.command.SourceName;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Kind;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.Parsers;
import io.copydesk.ingest.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/// The files of a folder as sources, one each.
///
/// @param sources those that can be read, in the order of their names
/// @param skipped why a file is no capture
/// @param unreadable why nothing can be read from a capture
public record Captures(List<SourceDefinition> sources, List<String> skipped, List<String> unreadable) {
    private static final List<String> EXTENSIONS = List.of("txt", "html", "htm", "xhtml", "json", "xml", "rss",
            "atom", "rdf");
    private static final Parser PARSER = new Parsers().of(Kind.CAPTURE);

    public Captures {
        sources = List.copyOf(sources);
        skipped = List.copyOf(skipped);
        unreadable = List.copyOf(unreadable);
    }

    /// Tries every file, so that one of an unknown layout is known before anything runs.
    public static Captures of(Path folder) throws IOException {
        var captures = new Captures.Sorting();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                captures.sort(file);
            }
        }
        return new Captures(captures.sources, captures.skipped, captures.unreadable);
    }

    private static final class Sorting {
        private final List<SourceDefinition> sources = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();
        private final List<String> unreadable = new ArrayList<>();
        private final HashMap<String, String> fileOfId = new HashMap<>();

        void sort(Path file) throws IOException {
            var name = file.getFileName().toString();
            var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (!Files.isRegularFile(file) || name.startsWith(".") || !EXTENSIONS.contains(extension)) {
                skipped.add(name + ": not a text, page, feed or answer by its ending (" + String.join(", ", EXTENSIONS)
                        + ")");
                return;
            }
            var id = SourceName.of(file);
            var earlier = fileOfId.putIfAbsent(id, name);
            if (earlier != null) {
                skipped.add(name + ": its source would be named like that of " + earlier);
                return;
            }
            if (Files.size(file) > Limits.DOCUMENT_BYTES) {
                unreadable.add(name + ": is larger than " + Limits.DOCUMENT_BYTES + " bytes");
                return;
            }
            try {
                var source = source(id, file);
                PARSER.parse(source, new Document(name, Files.readAllBytes(file), null, null, 1, Instant.EPOCH));
                sources.add(source);
            } catch (UnreadableException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }

        private static SourceDefinition source(String id, Path file) {
            return SourceDefinition.newBuilder()
                    .setId(id)
                    .setKind(Kind.CAPTURE.label())
                    .setPath(file.toAbsolutePath().normalize().toString())
                    .build();
        }
    }
}
