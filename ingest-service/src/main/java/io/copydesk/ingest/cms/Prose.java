package io.copydesk.ingest.cms;

import io.copydesk.contracts.MediaType;
import io.copydesk.ingest.Draft;
import io.copydesk.ingest.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Element;

/// HTML that is the body of an entry: its pictures become media with their captions, all else becomes text.
final class Prose {
    private Prose() {}

    /// Adds the text and the pictures.
    static void add(String html, Draft draft) {
        if (html.contains("<img") || html.contains("<IMG")) {
            add(parsed(html), draft);
        } else {
            draft.body(html);
        }
    }

    static void add(Element body, Draft draft) {
        pictures(body, draft);
        draft.body(body.html());
    }

    /// Adds the pictures only.
    static void pictures(String html, Draft draft) {
        pictures(parsed(html), draft);
    }

    static Element parsed(String html) {
        var body = PlainText.fragment(html);
        Objects.requireNonNull(body.ownerDocument()).outputSettings().prettyPrint(false);
        return body;
    }

    /// Takes the pictures out of `body`, and the captions that follow them: a caption is not what the entry says.
    private static void pictures(Element body, Draft draft) {
        var waiting = new ArrayList<Element>();
        for (var element : body.select("img, figcaption")) {
            if (element.normalName().equals("img")) {
                waiting.add(element);
            } else if (!waiting.isEmpty()) {
                var last = waiting.removeLast();
                uncaptioned(waiting, draft);
                picture(last, element.text().isBlank() ? last.attr("alt") : element.text(), draft);
                element.remove();
            }
        }
        uncaptioned(waiting, draft);
    }

    private static void uncaptioned(List<Element> pictures, Draft draft) {
        pictures.forEach(picture -> picture(picture, picture.attr("alt"), draft));
        pictures.clear();
    }

    private static void picture(Element picture, String caption, Draft draft) {
        if (!isEmoji(picture)) {
            draft.media(MediaType.IMAGE, picture.attr("src"), caption);
        }
    }

    private static boolean isEmoji(Element picture) {
        return picture.className().contains("emoji") || picture.attr("src").contains("/emoji/");
    }
}
