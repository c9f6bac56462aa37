package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.web.Answer;
import io.copydesk.ingest.web.Visit;
import io.copydesk.ingest.web.Web;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Polls one address.
final class PageReader implements Reader {
    private final SourceDefinition source;
    private final Visit visit;
    private final Web web;
    private final Parser parser;
    /// When the page was last seen in full, by this reader.
    private @Nullable Instant seenAt;
    private @Nullable String etag;
    private @Nullable String lastModified;

    PageReader(SourceDefinition source, Web web, Parser parser) {
        this.source = source;
        this.visit = Visit.to(source);
        this.web = web;
        this.parser = parser;
    }

    @Override
    public Reading read(SourceMemory memory, long look, Instant now) throws IOException, UnreadableException {
        boolean conditional = isSettled(memory, now);
        var answer = web.get(conditional ? visit.unless(etag(memory), lastModified(memory)) : visit);
        return switch (answer) {
            case Answer.NotModified(var fresh) -> new Reading.Nothing(true, fresh);
            case Answer.Page page -> {
                var shown = parser.parse(source, new Document(visit.url(), page.bytes(), page.contentType(),
                        page.location(), look, now));
                seenAt = now;
                etag = page.etag();
                lastModified = page.lastModified();
                yield new Reading.Shown(shown,
                        state -> state.setEtag(page.etag()).setLastModified(page.lastModified()), false,
                        page.fresh());
            }
        };
    }

    /// Whether a page that has not changed has nothing to tell: nothing is missing from it that must be reported again,
    /// and nothing on it is due to be refreshed.
    private boolean isSettled(SourceMemory memory, Instant now) {
        var full = Optional.ofNullable(seenAt).or(() -> memory.source().map(IngestState::getPublishedAt));
        return full.isPresent() && now.isBefore(full.get().plus(Comparison.REFRESHED_AFTER))
                && memory.entries().values().stream().noneMatch(entry -> entry.getMisses() > 0);
    }

    /// The last answer's validators, published or not.
    private @Nullable String etag(SourceMemory memory) {
        return seenAt != null ? etag : memory.source().flatMap(IngestState::getEtag).orElse(null);
    }

    private @Nullable String lastModified(SourceMemory memory) {
        return seenAt != null ? lastModified : memory.source().flatMap(IngestState::getLastModified).orElse(null);
    }

    @Override
    public Duration turn() {
        return web.turn(visit);
    }

    @Override
    public boolean more() {
        return false;
    }
}
