package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Content;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.web.FetchException;
import io.copydesk.ingest.web.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads saved looks: one file, or the files of a folder in the order of their names.
final class CaptureReader implements Reader {
    private static final int MARK_CHARS = 16;

    private final SourceDefinition source;
    private final Path path;
    private final Parser parser;
    /// The last file that was read, published or not; then its mark.
    private @Nullable String last;
    private boolean more;

    CaptureReader(SourceDefinition source, Path path, Parser parser) {
        this.source = source;
        this.path = path;
        this.parser = parser;
    }

    @Override
    public Reading read(SourceMemory memory, long look, Instant now) throws IOException, UnreadableException {
        more = false;
        var done = Optional.ofNullable(last).or(() -> memory.source().flatMap(IngestState::getResume)).orElse("");
        var files = files();
        for (var file : files) {
            var name = file.getFileName().toString();
            int order = name.compareTo(name(done));
            if (done.isEmpty() || order >= 0) {
                boolean tooLarge = Files.size(file) > Limits.DOCUMENT_BYTES;
                var bytes = tooLarge ? new byte[0] : Files.readAllBytes(file);
                var mark = name + '#' + Content.sha256(bytes).substring(0, MARK_CHARS);
                if (!mark.equals(done)) {
                    // remembered before it is parsed: what cannot be read is not tried again, the next file is
                    last = mark;
                    more = !file.equals(files.getLast());
                    if (tooLarge) {
                        throw FetchException.of(Limit.PAGE_TOO_LARGE,
                                name + " is larger than " + Limits.DOCUMENT_BYTES + " bytes");
                    }
                    return shown(file, bytes, look, now, mark);
                }
            }
        }
        return new Reading.Nothing(false, Duration.ZERO);
    }

    private Reading shown(Path file, byte[] bytes, long look, Instant now, String mark) throws UnreadableException {
        var url = source.getUrl().flatMap(text -> CanonicalUrl.absolute(text, null)).orElse(null);
        var document = new Document(file.getFileName().toString(), bytes, null, url, look, now);
        return new Reading.Shown(parser.parse(source, document), state -> state.setResume(mark), more,
                Duration.ZERO);
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path + " does not exist");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var entries = Files.list(path)) {
            return entries.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString())).toList();
        }
    }

    private static String name(String mark) {
        int end = mark.lastIndexOf('#');
        return end < 0 ? mark : mark.substring(0, end);
    }

    @Override
    public boolean more() {
        return more;
    }
}
