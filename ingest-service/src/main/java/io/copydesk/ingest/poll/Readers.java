package io.copydesk.ingest.poll;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Kind;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.Times;
import io.copydesk.ingest.web.Web;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;

/// The reader for each kind of source.
final class Readers {
    private final Web web;
    private final Function<Kind, Parser> parsers;

    Readers(Web web, Function<Kind, Parser> parsers) {
        this.web = web;
        this.parsers = parsers;
    }

    /// A definition that makes no sense, which `sources apply` would have refused, is a source that always fails.
    Reader of(SourceDefinition source) {
        var kind = Kind.of(source.getKind());
        if (kind.isEmpty()) {
            return new Broken("kind: '" + source.getKind() + "' is unknown");
        }
        if (source.getZone().isPresent() && !Times.isZone(source.getZone().get())) {
            return new Broken("zone: '" + source.getZone().get() + "' is no time zone");
        }
        var parser = parsers.apply(kind.get());
        return kind.get().isPolled() ? page(source, parser) : capture(source, parser);
    }

    private Reader page(SourceDefinition source, Parser parser) {
        return source.getUrl().flatMap(url -> CanonicalUrl.absolute(url, null)).isPresent()
                ? new PageReader(source, web, parser)
                : new Broken("url: no http or https address");
    }

    private static Reader capture(SourceDefinition source, Parser parser) {
        try {
            return source.getPath().map(Path::of).<Reader>map(path -> new CaptureReader(source, path, parser))
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
