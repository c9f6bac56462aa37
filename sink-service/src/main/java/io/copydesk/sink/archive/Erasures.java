package io.copydesk.sink.archive;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.contracts.Change;
import io.copydesk.contracts.Observation;
import io.copydesk.schemas.identity.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/// All that must not be archived: a small file for each erased entry, so that writers of one folder need not agree on
/// anything.
final class Erasures {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private Map<Path, FileTime> files = Map.of();
    private Map<String, List<Erasure>> byBlog = Map.of();

    private Erasures(Path folder) {
        this.folder = folder;
    }

    static Erasures of(Path archive) throws IOException {
        var erasures = new Erasures(archive.resolve("erased"));
        erasures.refresh();
        return erasures;
    }

    /// Reads what others have added.
    ///
    /// @return whether there was anything
    boolean refresh() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        var now = new HashMap<Path, FileTime>();
        try (Stream<Path> all = Files.list(folder)) {
            for (var file : all.filter(path -> path.toString().endsWith(".json")).toList()) {
                now.put(file, Files.getLastModifiedTime(file));
            }
        }
        if (now.equals(files)) {
            return false;
        }
        var read = new HashMap<String, List<Erasure>>();
        for (var file : now.keySet()) {
            var erasure = JSON.readValue(file.toFile(), Erasure.class);
            read.computeIfAbsent(erasure.blog(), blog -> new ArrayList<>()).add(erasure);
        }
        files = now;
        byBlog = read;
        return true;
    }

    /// Keeps it for good.
    ///
    /// @return whether that is news
    boolean add(Erasure erasure) throws IOException {
        var known = byBlog.getOrDefault(erasure.blog(), List.of()).stream()
                .filter(each -> each.entry().equals(erasure.entry())).findFirst();
        if (known.filter(each -> each.aliases().containsAll(erasure.aliases())).isPresent()) {
            return false;
        }
        Durable.folder(folder);
        Durable.write(folder.resolve(Sha256.of(erasure.entry()) + ".json"),
                JSON.writeValueAsBytes(known.map(erasure::with).orElse(erasure)));
        refresh();
        return true;
    }

    /// Whether this may be archived: what is neither was never anybody's.
    boolean allow(SpecificRecordBase value) {
        return switch (value) {
            case Observation seen -> byBlog.getOrDefault(seen.getBlog(), List.of()).stream()
                    .noneMatch(erasure -> erasure.covers(seen));
            case Change change -> byBlog.getOrDefault(change.getBlog(), List.of()).stream()
                    .noneMatch(erasure -> erasure.covers(change));
            default -> true;
        };
    }
}
