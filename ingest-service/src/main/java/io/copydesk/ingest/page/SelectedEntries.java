package io.copydesk.ingest.page;

import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Draft;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.page.Selectors.Name;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The updates of a page that only its source's definition knows to find.
final class SelectedEntries {
    /// To find an element's place among its siblings jsoup counts them, for each of them.
    private static final int MAX_SIBLINGS = 12_000;

    private final Selectors selectors;
    private final Origin origin;

    SelectedEntries(Selectors selectors, Origin origin) {
        this.selectors = selectors;
        this.origin = origin;
    }

    static boolean isTooWide(Document page) {
        return page.stream().anyMatch(element -> element.childNodeSize() > MAX_SIBLINGS);
    }

    /// Takes the texts that it reads out of the page.
    Look look(Document page) {
        boolean older = selectors.get(Name.NEXT).filter(next -> next.isIn(page)).isPresent();
        boolean ended = selectors.get(Name.ENDED).filter(end -> end.isIn(page)).isPresent();
        return origin.look(entries(page).stream().map(this::update).toList(), !older, ended);
    }

    /// An entry within an entry, such as one that is quoted, is part of it.
    private List<Element> entries(Document page) {
        return selectors.get(Name.ENTRY).map(entry -> outermost(entry.within(page))).orElse(List.of());
    }

    private static List<Element> outermost(List<Element> elements) {
        var taken = new LinkedHashSet<Element>();
        for (var element : elements) {
            var around = element.parent();
            while (around != null && !taken.contains(around)) {
                around = around.parent();
            }
            if (around == null) {
                taken.add(element);
            }
        }
        return List.copyOf(taken);
    }

    private Observation update(Element entry) {
        var draft = origin.draft().id(value(entry, Name.ID)).link(link(entry)).published(value(entry, Name.PUBLISHED))
                .modified(value(entry, Name.MODIFIED)).pinned(isIn(entry, Name.PINNED))
                .keyEvent(isIn(entry, Name.KEY_EVENT));
        claims(entry, Name.HEADLINE, Element::html).findFirst().ifPresent(draft::headline);
        claims(entry, Name.AUTHOR, Element::html).forEach(draft::author);
        media(entry, draft);
        body(entry, draft);
        return draft.observation();
    }

    private boolean isIn(Element entry, Name name) {
        return selectors.get(name).filter(selector -> selector.isIn(entry)).isPresent();
    }

    private List<Element> found(Element entry, Name name) {
        return selectors.get(name).map(selector -> selector.within(entry)).orElse(List.of());
    }

    /// The first that says something.
    private String value(Element entry, Name name) {
        return claims(entry, name, HtmlValue::of).findFirst().orElse("");
    }

    private Stream<String> claims(Element entry, Name name, Function<Element, String> own) {
        var attribute = selectors.get(name).map(Selectors.Selector::attribute).orElse("");
        return outermost(found(entry, name)).stream()
                .map(element -> attribute.isEmpty() ? own.apply(element) : element.attr(attribute))
                .filter(claim -> !claim.isBlank());
    }

    private String link(Element entry) {
        var named = value(entry, Name.LINK);
        return named.isEmpty() && !entry.id().isEmpty() ? "#" + entry.id() : named;
    }

    private void media(Element entry, Draft draft) {
        var attribute = selectors.get(Name.MEDIA).map(Selectors.Selector::attribute).orElse("");
        for (var element : found(entry, Name.MEDIA)) {
            var type = switch (element.normalName()) {
                case "video", "amp-video", "iframe" -> MediaType.VIDEO;
                case "audio" -> MediaType.AUDIO;
                default -> MediaType.IMAGE;
            };
            draft.media(type, attribute.isEmpty() ? HtmlValue.of(element) : element.attr(attribute),
                    element.attr("alt"));
        }
    }

    /// What was read as something else is no part of it.
    private void body(Element entry, Draft draft) {
        for (var name : List.of(Name.HEADLINE, Name.PUBLISHED, Name.MODIFIED, Name.AUTHOR)) {
            boolean wholly = selectors.get(name).filter(selector -> selector.attribute().isEmpty()).isPresent();
            found(entry, name).stream().filter(element -> wholly || element.normalName().equals("time"))
                    .forEach(Element::empty);
        }
        if (selectors.get(Name.BODY).isEmpty()) {
            draft.body(entry.html());
        } else {
            claims(entry, Name.BODY, Element::html).forEach(draft::body);
        }
    }
}
