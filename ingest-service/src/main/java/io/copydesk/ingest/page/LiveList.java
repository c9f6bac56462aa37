package io.copydesk.ingest.page;

import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Draft;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.text.CanonicalUrl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The `amp-live-list`s of an AMP page: the children of their `items` slots, each an update with an id that must not
/// change, the time that it is sorted by, and perhaps a time of change or a tombstone.
final class LiveList {
    private static final String NAME = "amp-live-list";
    private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");
    private static final String TOMBSTONE = "data-tombstone";

    private final Origin origin;

    LiveList(Origin origin) {
        this.origin = origin;
    }

    /// Takes the texts that it reads out of the page.
    ///
    /// @return of no entry where the page has no such list
    Look look(Document page) {
        var updates = new ArrayList<Observation>();
        var ids = new HashSet<String>();
        boolean whole = true;
        boolean ended = true;
        for (var list : page.select(NAME)) {
            if (list.parents().stream().anyMatch(around -> around.normalName().equals(NAME))) {
                continue;
            }
            var items = slot(list, "items").stream().flatMap(slot -> slot.children().stream())
                    .filter(LiveList::isUpdate).toList();
            boolean paged = !slot(list, "pagination").isEmpty();
            whole &= !paged && !isFull(list, items.size());
            ended &= list.hasAttr("disabled") && !paged; // the pages behind the first are disabled too
            items.stream().filter(item -> item.id().isEmpty() || ids.add(item.id())).map(this::update)
                    .forEach(updates::add);
        }
        return origin.look(updates, whole, ended);
    }

    private static List<Element> slot(Element list, String name) {
        return list.children().stream().filter(child -> child.hasAttr(name)).toList();
    }

    /// Lists are put to other uses as well, such as to fill an empty element of an article later on.
    private static boolean isUpdate(Element item) {
        boolean holdsAnything = item.hasText() || item.childrenSize() > 0 || item.hasAttr(TOMBSTONE);
        return holdsAnything && (!item.id().isEmpty() || item.hasAttr("data-sort-time"));
    }

    /// What goes beyond the maximum of one page stands on the next.
    private static boolean isFull(Element list, int items) {
        var most = list.attr("data-max-items-per-page").strip();
        return most.matches("\\d{1,6}") && items >= Integer.parseInt(most);
    }

    private Observation update(Element item) {
        var draft = origin.draft().id(item.id()).link(link(item)).published(published(item))
                .modified(item.attr("data-update-time"));
        if (item.hasAttr(TOMBSTONE)) {
            return draft.retracted().observation();
        }
        item.select("[rel~=(?i)^author$]").forEach(author -> draft.author(author.text()));
        media(item, draft);
        var heading = item.selectFirst("h1, h2, h3, h4, h5, h6");
        if (heading != null) {
            draft.headline(heading.html());
            heading.empty();
        }
        // '5 minutes ago' would be another text at every look
        item.select("time, [overflow]").forEach(Element::empty);
        return draft.body(item.html()).observation();
    }

    private String link(Element item) {
        var here = origin.page().canonical();
        for (var link : item.select("a[href*=#]")) {
            if (here.isPresent() && CanonicalUrl.of(link.attr("href"), origin.page().base()).equals(here)) {
                return link.attr("href");
            }
        }
        return item.id().isEmpty() ? "" : "#" + item.id();
    }

    /// Sorting takes any number; what is no time gives way to a time that the update shows.
    private static String published(Element item) {
        var sorted = item.attr("data-sort-time").strip();
        var shown = EPOCH.matcher(sorted).matches() ? null : item.selectFirst("time[datetime]");
        return shown == null ? sorted : shown.attr("datetime");
    }

    private static void media(Element item, Draft draft) {
        item.select("amp-img[src], img[src]")
                .forEach(image -> draft.media(MediaType.IMAGE, image.attr("src"), image.attr("alt")));
        item.select("amp-video[src], video[src]")
                .forEach(video -> draft.media(MediaType.VIDEO, video.attr("src"), video.attr("title")));
    }
}
