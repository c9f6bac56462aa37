package io.copydesk.ingest.cms;

import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Draft;
import io.copydesk.ingest.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One article or live blog of the Guardian Content API. The main block is the page's picture or video and never an
/// update; an article takes its picture from there.
final class GuardianContent {
    private static final Set<String> TYPES = Set.of("article", "liveblog", "gallery", "interactive", "picture", "video",
            "crossword", "audio");

    private final Fields content;
    /// Names of contributors by the ids that blocks name.
    private final Map<String, String> contributors;
    /// Each block once, whichever selections of them were asked for.
    private final List<Fields> blocks;

    GuardianContent(Fields content) {
        this.content = content;
        this.contributors = content.list("tags").stream().filter(tag -> tag.text("type").equals("contributor"))
                .collect(Collectors.toMap(tag -> tag.text("id"), tag -> tag.text("webTitle"), (first, again) -> first));
        this.blocks = blocks(content.at("blocks"));
    }

    /// Tags, sections and editions have addresses too.
    static boolean is(Fields node) {
        boolean dated = !node.text("webPublicationDate").isEmpty() || node.at("blocks").isObject()
                || node.at("fields").isObject();
        return node.isObject() && !node.text("webUrl", "apiUrl").isEmpty()
                && (dated || TYPES.contains(node.text("type")));
    }

    private static List<Fields> blocks(Fields of) {
        var all = new ArrayList<>(of.list("body"));
        of.at("requestedBodyBlocks").all().forEach(selection -> all.addAll(selection.all()));
        var ids = new HashSet<String>();
        return all.stream().filter(GuardianBlock::is)
                .filter(block -> block.text("id").isEmpty() || ids.add(block.text("id"))).toList();
    }

    String address() {
        return content.text("webUrl");
    }

    String language() {
        return content.at("fields").text("lang");
    }

    /// Only live blogs have several blocks, are live, or have `/live/` in their id.
    boolean isBlog() {
        return content.text("type").equals("liveblog") || blocks.size() > 1 || total() > 1
                || content.at("fields").isTrue("liveBloggingNow") || content.text("id", "webUrl").contains("/live/");
    }

    /// Whether blocks were asked for.
    boolean hasBlocks() {
        return content.at("blocks").at("body").isArray() || content.at("blocks").at("requestedBodyBlocks").isObject();
    }

    boolean isOver() {
        return content.at("fields").isFalse("liveBloggingNow");
    }

    /// Whether every block is there and could be read.
    boolean isWhole() {
        var body = content.at("blocks").at("body");
        return !isBlog()
                || (body.isArray() && body.all().stream().allMatch(GuardianBlock::is) && total() <= blocks.size());
    }

    private long total() {
        return content.at("blocks").number("totalBodyBlocks").orElse(0L);
    }

    List<Observation> entries(Origin origin) {
        if (!isBlog()) {
            return List.of(article(origin.draft()).observation());
        }
        return blocks.stream().map(block -> new GuardianBlock(block, contributors))
                .flatMap(block -> block.entry(origin.draft(), address()).stream()).map(Draft::observation).toList();
    }

    private Draft article(Draft draft) {
        var fields = content.at("fields");
        draft.role(EntryRole.ARTICLE).id(content.text("id")).link(address())
                .headline(fields.text("headline").isEmpty() ? content.text("webTitle") : fields.text("headline"))
                .published(content.text("webPublicationDate")).modified(fields.text("lastModified"));
        Prose.pictures(content.at("blocks").at("main").text("bodyHtml"), draft);
        if (!fields.text("body").isEmpty()) {
            Prose.add(fields.text("body"), draft);
        } else if (!blocks.isEmpty()) {
            blocks.forEach(block -> GuardianBlock.body(block, draft));
        } else {
            draft.plainBody(fields.text("bodyText"));
        }
        if (contributors.isEmpty()) {
            draft.author(fields.text("byline"));
        }
        contributors.values().forEach(draft::author);
        return draft;
    }
}
