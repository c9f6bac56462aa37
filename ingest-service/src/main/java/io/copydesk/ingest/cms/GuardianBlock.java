package io.copydesk.ingest.cms;

import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.MediaType;
import io.copydesk.ingest.Draft;
import java.util.Map;
import java.util.Optional;

/// One block of a live blog.
///
/// @param contributors names by the ids that blocks name
record GuardianBlock(Fields block, Map<String, String> contributors) {

    static boolean is(Fields node) {
        return node.isObject() && !node.text("id", "bodyHtml", "bodyTextSummary").isEmpty();
    }

    /// @param page address of the blog
    /// @return empty for a block that nobody has seen yet
    Optional<Draft> entry(Draft draft, String page) {
        var id = block.text("id");
        draft.id(id).published(time("firstPublishedDate", "publishedDate", "createdDate"));
        if (!page.isEmpty() && !id.isEmpty()) {
            draft.link(page + "#block-" + id);
        }
        if (block.isFalse("published")) {
            return time("firstPublishedDate", "publishedDate").isEmpty()
                    ? Optional.empty()
                    : Optional.of(draft.retracted());
        }
        var attributes = block.at("attributes");
        draft.headline(block.text("title").isEmpty() ? attributes.text("title") : block.text("title"))
                .modified(time("lastModifiedDate", "publishedDate"))
                .role(attributes.isTrue("summary") ? EntryRole.SUMMARY : EntryRole.UPDATE)
                .pinned(attributes.isTrue("pinned")).keyEvent(attributes.isTrue("keyEvent"));
        body(block, draft);
        authors(draft);
        return Optional.of(draft);
    }

    /// As text, or as an object of text and milliseconds.
    private String time(String... names) {
        for (var name : names) {
            var time = block.text(name).isEmpty() ? block.at(name).text("iso8601", "dateTime") : block.text(name);
            if (!time.isEmpty()) {
                return time;
            }
        }
        return "";
    }

    /// A contributor is named by the id of a tag; an id that no tag explains is no name.
    private void authors(Draft draft) {
        block.at("contributors").all().forEach(contributor -> {
            var named = contributor.isObject()
                    ? contributor.text("webTitle", "name")
                    : contributor.node().asText("");
            var name = contributors.getOrDefault(named, named);
            if (!name.contains("/")) {
                draft.author(name);
            }
        });
    }

    static void body(Fields block, Draft draft) {
        var html = block.text("bodyHtml");
        if (html.isEmpty()) {
            block.list("elements").forEach(element -> Prose.add(element.at("textTypeData").text("html"), draft));
        }
        Prose.add(html, draft);
        if (!draft.hasBody()) {
            draft.plainBody(block.text("bodyTextSummary"));
        }
        for (var element : block.list("elements")) {
            if (html.isEmpty()) { // which shows them otherwise
                media(element, MediaType.IMAGE, "imageTypeData", draft);
            }
            media(element, MediaType.VIDEO, "videoTypeData", draft);
            media(element, MediaType.AUDIO, "audioTypeData", draft);
        }
    }

    private static void media(Fields element, MediaType type, String data, Draft draft) {
        if (!element.at(data).isObject()) {
            return;
        }
        var address = element.at(data).text("url", "originalUrl");
        if (address.isEmpty()) {
            address = element.list("assets").stream().map(asset -> asset.text("file")).filter(file -> !file.isEmpty())
                    .findFirst().orElse("");
        }
        draft.media(type, address, element.at(data).text("caption", "title", "alt"));
    }
}
