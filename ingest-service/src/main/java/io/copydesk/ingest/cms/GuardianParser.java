package io.copydesk.ingest.cms;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.Page;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.CanonicalUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers of the Guardian Content API: one piece of content, or several that a search found.
public final class GuardianParser implements Parser {
    private static final int VERSION = 1;

    @Override
    public String name() {
        return "guardian";
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public boolean recognises(Document document) {
        return Fields.ifAny(document).filter(GuardianParser::isAnswer).isPresent();
    }

    private static boolean isAnswer(Fields answer) {
        var response = answer.at("response");
        return (response.isObject() && (response.has("userTier") || response.has("status")))
                || contents(answer).map(found -> found.stream().anyMatch(GuardianContent::is)).orElse(false);
    }

    @Override
    public Look parse(SourceDefinition source, Document document) throws UnreadableException {
        var answer = Fields.of(document);
        var found = contents(answer).orElseThrow(() -> unreadable(document, answer));
        var contents = found.stream().filter(GuardianContent::is).map(GuardianContent::new).toList();
        if (contents.isEmpty() && !found.isEmpty()) {
            throw new UnreadableException(document, "none of its results is content with an address");
        }
        var entries = new ArrayList<Observation>();
        for (var content : contents) {
            var address = content.address();
            var page = new Page(CanonicalUrl.of(address, null), CanonicalUrl.absolute(address, null).orElse(null),
                    content.language());
            entries.addAll(content.entries(new Origin(source, document, this, page)));
        }
        var blogs = contents.stream().filter(GuardianContent::isBlog).toList();
        if (entries.isEmpty() && blogs.stream().anyMatch(blog -> !blog.hasBlocks())) {
            throw new UnreadableException(document, "has a live blog without its blocks: ask with show-blocks=all");
        }
        boolean whole = contents.size() == found.size() && isOnlyPage(answer)
                && contents.stream().allMatch(GuardianContent::isWhole);
        boolean ended = !blogs.isEmpty() && blogs.stream().allMatch(GuardianContent::isOver);
        var nowhere = new Page(Optional.empty(), null, "");
        return new Origin(source, document, this, nowhere).look(entries, whole, ended);
    }

    /// What the answer holds; empty when it holds nothing that could be content.
    private static Optional<List<Fields>> contents(Fields answer) {
        var response = answer.at("response").isObject() ? answer.at("response") : answer;
        if (response.at("content").isObject()) {
            return Optional.of(List.of(response.at("content")));
        }
        if (response.at("results").isArray()) {
            return Optional.of(response.at("results").all());
        }
        return response.has("webTitle") && GuardianContent.is(response)
                ? Optional.of(List.of(response))
                : Optional.empty();
    }

    private static boolean isOnlyPage(Fields answer) {
        return answer.at("response").number("pages").orElse(1L) <= 1;
    }

    private static UnreadableException unreadable(Document document, Fields answer) {
        var response = answer.at("response").isObject() ? answer.at("response") : answer;
        var message = response.message("message");
        return new UnreadableException(document,
                message.isEmpty()
                        ? "has neither content nor results of the Guardian Content API"
                        : "is refused by the Guardian Content API: " + message);
    }
}
