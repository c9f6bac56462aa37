package io.copydesk.ingest.fuzz;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Content;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Kind;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.Parsers;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.poll.Evidence;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Jazzer calls with whatever bytes it has made up: a parser reads them or refuses them by name, and what it reads
/// keeps the promises that enrich relies on.
public final class ParserFuzz {
    private static final Pattern SCRIPT = Pattern.compile("(?i)<\\s*/?\\s*(?:script|iframe|object|embed|style|svg)\\b");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n]]|\\p{Cs}");
    private static final String URL = "https://tidewater.example/live/regatta";

    private static @Nullable Parser parser;
    private static @Nullable SourceDefinition source;

    private ParserFuzz() {}

    /// @param arguments the kind of source
    public static void fuzzerInitialize(String[] arguments) {
        var kind = Kind.of(arguments[0]).orElseThrow();
        parser = new Parsers().of(kind);
        source = SourceDefinition.newBuilder().setId("tidewater").setKind(kind.label()).setUrl(URL).setComplete(true)
                .setSelectors(Map.of("entry", "article", "headline", "h2", "published", "time@datetime")).build();
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        if (parser == null || source == null) {
            throw new IllegalStateException("not initialised");
        }
        var document = new Document("fuzz", bytes, null, URI.create(URL), 1, Instant.EPOCH);
        try {
            check(parser.parse(source, document));
        } catch (UnreadableException refused) {
            require(String.valueOf(refused.getMessage()).startsWith("fuzz: "), "a refusal without the document's name");
        }
    }

    private static void check(Look look) {
        var entries = look.entries();
        var rungs = Evidence.rungs(entries);
        require(rungs.size() == entries.size(), "an entry without evidence");
        for (int i = 0; i < entries.size(); i++) {
            check(entries.get(i));
        }
    }

    private static void check(Observation entry) {
        require(Content.of(entry).bytes() > 0, "an observation that cannot be encoded");
        for (var text : List.of(entry.getHeadline(), entry.getBody())) {
            require(!SCRIPT.matcher(text).find(), "a script in a text");
            require(!CONTROL.matcher(text).find(), "a control character in a text");
        }
        require(!entry.getHeadline().contains("\n"), "a headline of two lines");
    }

    private static void require(boolean kept, String broken) {
        if (!kept) {
            throw new AssertionError(broken);
        }
    }
}
