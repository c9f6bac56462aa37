package io.copydesk.ingest.page;

import io.copydesk.contracts.MediaType;
import io.copydesk.ingest.Draft;
import io.copydesk.ingest.text.PlainText;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// What the markup of a body shows that is no text: pictures, recordings, embedded posts; and the address of a body that
/// is nothing but a link.
final class MarkupMedia {
    private static final Pattern ANY = Pattern
            .compile("(?i)(?:<|&lt;)(?:img|amp-img|iframe|amp-iframe|video|audio|source|blockquote|a)[\\s/]");
    private static final int MAX_MEDIA = 100;

    private MarkupMedia() {}

    static void addTo(Draft draft, String markup) {
        if (ANY.matcher(markup).find()) {
            var html = markup.indexOf('<') < 0 ? Parser.unescapeEntities(markup, false) : markup;
            addTo(draft, PlainText.fragment(html));
        }
    }

    static void addTo(Draft draft, Element body) {
        body.select(
                "img, amp-img, iframe, amp-iframe, video, audio, source, blockquote[cite], blockquote[class*=twitter]")
                .stream().limit(MAX_MEDIA).forEach(each -> {
                    var address = address(each);
                    if (!address.isBlank()) {
                        draft.media(type(each), address, each.attr("alt"));
                    }
                });
        if (!draft.hasBody()) {
            body.select("a[href~=(?i)^https?:]").stream().limit(1)
                    .forEach(link -> draft.plainBody(link.attr("href")));
        }
    }

    private static String address(Element element) {
        if (element.normalName().equals("blockquote")) {
            var link = element.select("a[href]").last();
            return element.hasAttr("cite") || link == null ? element.attr("cite") : link.attr("href");
        }
        // what is loaded late stands elsewhere, and a placeholder in its place
        return Stream.of("data-src", "data-original", "src").map(element::attr)
                .filter(address -> !address.isBlank() && !address.startsWith("data:")).findFirst().orElse("");
    }

    private static MediaType type(Element element) {
        return switch (element.normalName()) {
            case "img", "amp-img" -> MediaType.IMAGE;
            case "video" -> MediaType.VIDEO;
            case "audio" -> MediaType.AUDIO;
            case "source" -> element.closest("audio") == null
                    ? element.closest("video") == null ? MediaType.IMAGE : MediaType.VIDEO
                    : MediaType.AUDIO;
            default -> MediaType.EMBED;
        };
    }
}
