package io.copydesk.ingest.poll;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.text.CanonicalUrl;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;

/// The reader for each kind of source.
final class Readers {
    private final Web web;
    private final Parser pages;
    private final Parser captures;

    Readers(Web web, Parser pages, Parser captures) {
        this.web = web;
        this.pages = pages;
        this.captures = captures;
    }

    /// A definition that makes no sense, which `sources apply` would have refused, is a source that always fails.
    Reader of(SourceDefinition source) {
        return switch (source.getKind()) {
            case "page" -> source.getUrl().flatMap(url -> CanonicalUrl.absolute(url, null))
                    .<Reader>map(address -> new PageReader(source, address, web, pages))
                    .orElseGet(() -> new Broken("url: no http or https address"));
            case "capture" -> capture(source);
            default -> new Broken("kind: '" + source.getKind() + "' is unknown");
        };
    }

    private Reader capture(SourceDefinition source) {
        try {
            return source.getPath().map(Path::of).<Reader>map(path -> new CaptureReader(source, path, captures))
                    .orElseGet(() -> new Broken("path: is missing"));
        } catch (InvalidPathException e) {
            return new Broken("path: is no path: " + e.getReason());
        }
    }

    private record Broken(String cause) implements Reader {
        @Override
        public Reading read(SourceMemory memory, long look, Instant now) throws IOException {
            throw new IOException(cause);
        }

        @Override
        public boolean more() {
            return false;
        }
    }
}
