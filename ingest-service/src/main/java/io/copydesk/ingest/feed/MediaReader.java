package io.copydesk.ingest.feed;

import io.copydesk.contracts.MediaType;
import io.copydesk.ingest.Draft;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/// Pictures, sound and video of an item: RSS's and Atom's enclosures, Media RSS, and pictures of their own.
final class MediaReader {
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png", "gif", "webp", "avif", "svg");
    private static final Set<String> VIDEOS = Set.of("mp4", "m4v", "mov", "webm", "mpg", "mpeg", "avi", "m3u8");
    private static final Set<String> SOUNDS = Set.of("mp3", "m4a", "ogg", "oga", "wav", "aac", "opus");

    private final Place place;

    MediaReader(Place place) {
        this.place = place;
    }

    void read(Fields fields, Draft draft) {
        fields.all("enclosure").forEach(each -> add(draft, each, each.attr("url"), type(each, each.attr("url")), ""));
        fields.all("link").filter(each -> ItemReader.relation(each).equals("enclosure")).forEach(
                each -> add(draft, each, each.attr("href"), type(each, each.attr("href")), each.attr("title")));
        fields.all("content").filter(each -> type(each, "") != MediaType.UNKNOWN).forEach(
                each -> add(draft, each, each.attr("src"), type(each, ""), ""));
        fields.all("media:content").forEach(each -> content(each, draft));
        fields.all("media:player").forEach(each -> add(draft, each, each.attr("url"), MediaType.EMBED, ""));
        thumbnails(fields, draft);
        fields.all("image", "itunes:image").forEach(each -> image(each, draft));
    }

    private void content(Element content, Draft draft) {
        var inner = Fields.of(content);
        add(draft, content, content.attr("url"), type(content, content.attr("url")),
                inner.text("media:description", "media:title"));
        thumbnails(inner, draft);
    }

    private void thumbnails(Fields fields, Draft draft) {
        fields.all("media:thumbnail").forEach(each -> add(draft, each,
                each.hasAttr("url") ? each.attr("url") : Inner.text(each), MediaType.IMAGE, ""));
    }

    private void image(Element image, Draft draft) {
        var inner = Fields.of(image);
        var address = Stream.of(image.attr("href"), image.attr("rdf:resource"), image.attr("url"), inner.text("url"),
                Inner.text(image)).filter(each -> !each.isBlank()).findFirst().orElse("");
        add(draft, image, address, MediaType.IMAGE, inner.text("title"));
    }

    private void add(Draft draft, Element at, String address, MediaType type, String caption) {
        place.absolute(address, at).map(URI::toString).ifPresent(url -> draft.media(type, url, caption));
    }

    private static MediaType type(Element element, String address) {
        var medium = element.attr("medium");
        return type(medium.isEmpty() ? element.attr("type") : medium, address);
    }

    /// @param claim a media type or the first half of one
    static MediaType type(String claim, String address) {
        var kind = claim.strip().toLowerCase(Locale.ROOT);
        if (kind.startsWith("image")) {
            return MediaType.IMAGE;
        }
        if (kind.startsWith("video")) {
            return MediaType.VIDEO;
        }
        return kind.startsWith("audio") ? MediaType.AUDIO : byName(address);
    }

    private static MediaType byName(String address) {
        int query = address.indexOf('?');
        var path = query < 0 ? address : address.substring(0, query);
        var suffix = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (IMAGES.contains(suffix)) {
            return MediaType.IMAGE;
        }
        if (VIDEOS.contains(suffix)) {
            return MediaType.VIDEO;
        }
        return SOUNDS.contains(suffix) ? MediaType.AUDIO : MediaType.UNKNOWN;
    }
}
