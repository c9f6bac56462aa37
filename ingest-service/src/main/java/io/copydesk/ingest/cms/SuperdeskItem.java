package io.copydesk.ingest.cms;

import io.copydesk.contracts.MediaType;
import io.copydesk.ingest.Draft;
import io.copydesk.ingest.text.PlainText;
import java.util.Locale;
import java.util.stream.Stream;

/// One part of a post: text, a picture, a quotation, something embedded, or a form that the newsroom made (scorecards).
record SuperdeskItem(Fields item) {

    boolean isOthers() {
        return isOthers(type());
    }

    /// Readers' comments, and advertisements (`Advertisement Local`, `Advertisement Remote`).
    static boolean isOthers(String type) {
        var lower = type.toLowerCase(Locale.ROOT);
        return lower.endsWith("comment") || lower.startsWith("advert");
    }

    private String type() {
        return item.text("item_type").toLowerCase(Locale.ROOT);
    }

    private Fields meta() {
        return item.at("meta");
    }

    void add(Draft draft) {
        if (isOthers()) {
            return;
        }
        switch (type()) {
            case "image" -> picture(draft);
            case "quote" -> quote(draft);
            case "embed", "video" -> embed(draft);
            default -> Prose.add(item.text("text"), draft);
        }
    }

    private void picture(Draft draft) {
        var renditions = item.at("renditions").isObject()
                ? item.at("renditions")
                : meta().at("media").at("renditions");
        var address = Stream.of("original", "baseImage", "viewImage", "thumbnail")
                .map(size -> renditions.at(size).text("href")).filter(href -> !href.isEmpty()).findFirst();
        if (address.isPresent()) {
            draft.media(MediaType.IMAGE, address.get(), meta().text("caption"));
        } else {
            Prose.pictures(item.text("text"), draft);
        }
    }

    private void quote(Draft draft) {
        if (meta().text("quote").isEmpty()) {
            Prose.add(item.text("text"), draft);
        } else {
            draft.body(meta().text("quote")).body(meta().text("credit"));
        }
    }

    /// What can be read of it: the text that it stands with, else what the other site said of itself.
    private void embed(Draft draft) {
        var text = item.text("text").isEmpty() ? meta().text("html") : item.text("text");
        if (PlainText.ofMarkup(text).isEmpty()) {
            draft.body(meta().text("title")).body(meta().text("description"));
        } else {
            draft.body(text);
        }
        if (meta().text("type").equals("video") || type().equals("video")) {
            draft.media(MediaType.VIDEO, meta().text("original_url", "url"), meta().text("title"));
        }
    }
}
