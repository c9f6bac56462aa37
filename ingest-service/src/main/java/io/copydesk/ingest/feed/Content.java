package io.copydesk.ingest.feed;

import io.copydesk.ingest.Draft;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jsoup.nodes.Element;

/// A text of a feed by what it says that it is: RSS says nothing and means HTML.
final class Content {
    private Content() {}

    static void into(Draft draft, Element element) {
        var alternatives = element.children().stream().filter(child -> Vocabulary.name(child).equals("content"))
                .toList();
        if (!alternatives.isEmpty()) {
            into(draft, alternatives.getLast()); // of a multipart, the richest
        } else if (isPlain(element)) {
            draft.plainBody(html(element));
        } else {
            draft.body(html(element));
        }
    }

    static String html(Element element) {
        if (isBinary(element) || isForeign(element)) {
            return "";
        }
        var text = Inner.markup(element);
        return element.attr("mode").equalsIgnoreCase("base64") ? decoded(text) : text;
    }

    private static boolean isPlain(Element element) {
        var type = type(element);
        return type.equals("text") || type.equals("text/plain") || type.equals("plain");
    }

    /// A picture or the like, which Atom 1.0 publishes as base64.
    private static boolean isBinary(Element element) {
        var type = type(element);
        return type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/")
                || (type.equals("application/octet-stream") && !element.hasAttr("mode"));
    }

    /// XML of its own kind, a whole other entry for example.
    private static boolean isForeign(Element element) {
        var type = type(element);
        return (type.endsWith("+xml") || type.endsWith("/xml")) && !type.contains("html")
                && !element.children().isEmpty();
    }

    private static String type(Element element) {
        var type = element.attr("type").strip().toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        return parameters < 0 ? type : type.substring(0, parameters).strip();
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // not what it says
        }
    }
}
