package io.copydesk.ingest.capture;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.capture.Captured.Item;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.PlainText;
import io.copydesk.ingest.text.Times;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Reads the saved text of a page by its publisher's layout.
public final class CaptureParser implements Parser {
    private static final List<Layout> LAYOUTS = List.of(new DwBlog(), new AawsatArticles(),
            new KyivIndependentArticle(), new IndependentBlog(), new RtStream());

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public int version() {
        return 1;
    }

    /// Whatever is left is a text.
    @Override
    public boolean recognises(Document document) {
        return true;
    }

    @Override
    public Look parse(SourceDefinition source, Document document) throws UnreadableException {
        String text = decode(document);
        CapturedText captured = CapturedText.of(text);
        Layout layout = LAYOUTS.stream().filter(each -> each.matches(captured)).findFirst()
                .orElseThrow(() -> unknown(document, captured));
        Captured read = layout.read(captured);
        if (read.entries().isEmpty()) {
            throw new UnreadableException(document, "has the marks of layout %s (%s), but no entry can be read from it"
                    .formatted(layout.name(), layout.signature()));
        }
        var times = Times.in(source.getZone());
        return new Look(IntStream.range(0, read.entries().size())
                .mapToObj(at -> observation(source, document, layout, read, times, at)).toList(), false);
    }

    private static String decode(Document document) throws UnreadableException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document.bytes())).toString();
            if (text.indexOf('\0') >= 0) {
                throw new UnreadableException(document, "is not a text: it contains NUL");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableException(document, "is not UTF-8 text", e);
        }
    }

    private static UnreadableException unknown(Document document, CapturedText text) {
        if (text.nextFilled(0) == text.lines().size()) {
            return new UnreadableException(document, "is empty");
        }
        return new UnreadableException(document, "is of no known layout; looked for %s".formatted(
                LAYOUTS.stream().map(layout -> layout.name() + " (" + layout.signature() + ")")
                        .collect(Collectors.joining(", "))));
    }

    private Observation observation(SourceDefinition source, Document document, Layout layout, Captured read,
            Times times, int at) {
        Item item = read.entries().get(at);
        String blog = source.getBlog().or(() -> Optional.ofNullable(read.page()).map(CanonicalUrl::of))
                .or(() -> CanonicalUrl.of(source.getUrl().orElse(null), null)).orElse(source.getId());
        return Observation.newBuilder().setSource(source.getId()).setBlog(blog).setPermalink(item.permalink())
                .setHeadline(PlainText.ofPlain(item.headline())).setBody(PlainText.ofPlain(item.body()))
                .setAuthors(item.authors().stream().map(PlainText::ofPlain).toList())
                .setPublished(item.day() == null ? null : times.day(item.day().date(), item.day().text()))
                .setRole(item.role())
                .setSignal(Signal.SEEN).setLook(document.look()).setPosition(at).setLookComplete(false)
                .setParser(name() + ":" + layout.name()).setParserVersion(version())
                .setObservedAt(document.observedAt()).build();
    }
}
