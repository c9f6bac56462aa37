package io.copydesk.ingest;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.capture.CaptureParser;
import io.copydesk.ingest.cms.GuardianParser;
import io.copydesk.ingest.cms.SuperdeskParser;
import io.copydesk.ingest.cms.WordPressParser;
import io.copydesk.ingest.feed.FeedParser;
import io.copydesk.ingest.page.PageParser;
import io.copydesk.ingest.text.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The parser for each kind of source.
public final class Parsers {
    /// In the order in which they are asked whether a file is theirs.
    private final Map<Kind, Parser> parsers = new LinkedHashMap<>();
    private final Parser saved = new Saved();

    public Parsers() {
        parsers.put(Kind.GUARDIAN, new GuardianParser());
        parsers.put(Kind.WORDPRESS_LIVEBLOG, new WordPressParser());
        parsers.put(Kind.SUPERDESK, new SuperdeskParser());
        parsers.put(Kind.FEED, new FeedParser());
        parsers.put(Kind.PAGE, new PageParser());
        parsers.put(Kind.CAPTURE, new CaptureParser());
    }

    /// Saved files are read by whichever parser knows them.
    public Parser of(Kind kind) {
        return kind == Kind.CAPTURE ? saved : Objects.requireNonNull(parsers.get(kind));
    }

    /// Of what kind a document is of which nobody said it.
    public Kind guess(Document document) {
        return parsers.entrySet().stream().filter(each -> each.getValue().recognises(document)).map(Map.Entry::getKey)
                .findFirst().orElse(Kind.CAPTURE);
    }

    private final class Saved implements Parser {
        @Override
        public String name() {
            return Kind.CAPTURE.label();
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public boolean recognises(Document document) {
            return true;
        }

        @Override
        public Look parse(SourceDefinition source, Document document) throws UnreadableException {
            var kind = guess(document);
            if (kind == Kind.CAPTURE && Json.isLikely(document)) {
                Json.read(document); // says what is wrong with it, if anything is
                throw new UnreadableException(document, "is JSON of no known kind");
            }
            return Objects.requireNonNull(parsers.get(kind)).parse(source, document);
        }
    }
}
