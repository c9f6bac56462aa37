package io.copydesk.ingest;

import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.Media;
import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.PlainText;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One entry as a document claims it: every claim is handed over in the publisher's spelling, and brought into the
/// observation's form here, in one way for all kinds. An empty claim is none.
public final class Draft {
    private static final int MAX_LANGUAGE_CHARS = 35;

    private final Origin origin;
    private final Set<String> aliases = new LinkedHashSet<>();
    private final Set<String> authors = new LinkedHashSet<>();
    private final List<String> paragraphs = new ArrayList<>();
    private final Map<String, Media> media = new LinkedHashMap<>();
    private String id = "";
    private String link = "";
    private String blog = "";
    private String headline = "";
    private String language = "";
    private @Nullable Time published;
    private @Nullable Time modified;
    private EntryRole role = EntryRole.UPDATE;
    private Signal signal = Signal.SEEN;
    private boolean pinned;
    private boolean keyEvent;

    Draft(Origin origin) {
        this.origin = origin;
    }

    /// The publisher's own id.
    public Draft id(String claim) {
        id = PlainText.asClaimed(claim);
        return this;
    }

    /// The entry's address, relative to its page or absolute.
    public Draft link(String claim) {
        link = claim;
        return this;
    }

    /// A further id or address.
    public Draft alias(String claim) {
        addTo(aliases, PlainText.asClaimed(claim));
        return this;
    }

    /// The page that the entry belongs to, where that is not the document's own and the source names no blog.
    public Draft blog(String address) {
        blog = address;
        return this;
    }

    /// Text or markup, escaped or not.
    public Draft headline(String markup) {
        headline = PlainText.line(markup);
        return this;
    }

    /// Adds to the body: text or markup, escaped or not.
    public Draft body(String markup) {
        return paragraphs(PlainText.ofMarkup(markup));
    }

    /// Adds to the body: text that is declared to be plain.
    public Draft plainBody(String text) {
        return paragraphs(PlainText.ofPlain(text));
    }

    private Draft paragraphs(String text) {
        if (!text.isEmpty()) {
            paragraphs.add(text);
        }
        return this;
    }

    public boolean hasBody() {
        return !paragraphs.isEmpty();
    }

    /// A name; addresses of profiles are passed over.
    public Draft author(String name) {
        if (!name.startsWith("http")) {
            addTo(authors, PlainText.line(name));
        }
        return this;
    }

    public Draft media(MediaType type, String address, String caption) {
        CanonicalUrl.absolute(address, origin.page().base()).map(URI::toString)
                .ifPresent(url -> media.putIfAbsent(url, Media.newBuilder().setUrl(url).setType(type)
                        .setCaption(PlainText.line(caption)).build()));
        return this;
    }

    public Draft published(String claim) {
        published = time(claim);
        return this;
    }

    public Draft modified(String claim) {
        modified = time(claim);
        return this;
    }

    private @Nullable Time time(String claim) {
        return claim.isBlank() ? null : origin.times().read(claim);
    }

    /// BCP 47.
    public Draft language(String claim) {
        language = PlainText.asClaimed(claim);
        return this;
    }

    public Draft role(EntryRole is) {
        role = is;
        return this;
    }

    /// The publisher has taken it back.
    public Draft retracted() {
        signal = Signal.RETRACTED;
        return this;
    }

    public Draft pinned(boolean is) {
        pinned = is;
        return this;
    }

    public Draft keyEvent(boolean is) {
        keyEvent = is;
        return this;
    }

    public Observation observation() {
        var source = origin.source();
        var document = origin.document();
        return Observation.newBuilder().setSource(source.getId()).setBlog(blog()).setNativeId(id.isEmpty() ? null : id)
                .setPermalink(permalink().orElse(null)).setUrl(url().orElse(null)).setAliases(List.copyOf(aliases))
                .setHeadline(headline).setBody(String.join("\n\n", paragraphs)).setAuthors(List.copyOf(authors))
                .setMedia(List.copyOf(media.values())).setPublished(published).setModified(modified)
                .setLanguage(language()).setPinned(pinned).setKeyEvent(keyEvent).setRole(role).setSignal(signal)
                .setLook(document.look()).setLookComplete(source.getComplete()).setParser(origin.parser().name())
                .setParserVersion(origin.parser().version()).setObservedAt(document.observedAt()).build();
    }

    private String blog() {
        return origin.source().getBlog().or(() -> CanonicalUrl.of(blog, origin.page().base()))
                .or(origin.page()::canonical).orElse(origin.source().getId());
    }

    private Optional<String> permalink() {
        var address = CanonicalUrl.absolute(link, origin.page().base()).map(URI::toString);
        return role == EntryRole.ARTICLE ? address : address.filter(it -> it.contains("#") || !isPage(it));
    }

    private Optional<String> url() {
        var canonical = CanonicalUrl.of(link, origin.page().base());
        return role == EntryRole.ARTICLE
                ? origin.page().canonical().or(() -> canonical)
                : canonical.filter(it -> !isPage(it));
    }

    /// The page's own address is no evidence of one of its entries.
    private boolean isPage(String address) {
        return CanonicalUrl.of(address, null).equals(origin.page().canonical());
    }

    private @Nullable String language() {
        var claimed = language.isEmpty() ? PlainText.asClaimed(origin.page().language()) : language;
        return claimed.isEmpty() || claimed.length() > MAX_LANGUAGE_CHARS ? null : claimed;
    }

    private static void addTo(Set<String> names, String name) {
        if (!name.isEmpty()) {
            names.add(name);
        }
    }
}
