package io.copydesk.ingest.page;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/// What an element says where it stands for a property: an address, a time, or its text.
final class HtmlValue {
    private static final Pattern SPACES = Pattern.compile("[ \\t\\r\\n\\f]+");

    private HtmlValue() {}

    /// As HTML's microdata defines it, but for `content`, which publishers (and schema.org's own examples) put on any
    /// element, and for elements that lack the attribute that should hold the value: their text is it.
    static String of(Element element) {
        var claimed = element.attr("content").strip();
        if (!claimed.isEmpty() || element.normalName().equals("meta")) {
            return claimed;
        }
        var value = element.attr(attribute(element.normalName())).strip();
        return value.isEmpty() ? element.text() : value;
    }

    private static String attribute(String tag) {
        return switch (tag) {
            case "a", "area", "link" -> "href";
            case "audio", "embed", "iframe", "img", "source", "track", "video", "amp-img", "amp-video" -> "src";
            case "object" -> "data";
            case "data", "meter" -> "value";
            case "time" -> "datetime";
            default -> "";
        };
    }

    /// The parts of an attribute that holds several, as `class` does.
    static Stream<String> tokens(String attribute) {
        return SPACES.splitAsStream(attribute).filter(token -> !token.isEmpty());
    }
}
