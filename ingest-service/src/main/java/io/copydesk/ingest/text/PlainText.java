package io.copydesk.ingest.text;

import io.copydesk.ingest.Limits;
import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/// Any text that a publisher sends, as plain text: paragraphs parted by one empty line, lines within them by a line
/// feed, single spaces, no markup, no control characters.
public final class PlainText {
    /// Publishers escape what they had escaped before; twice is seen in the wild, and every round costs a parse.
    private static final int MAX_ROUNDS = 3;
    private static final Pattern TAG = Pattern.compile("<(?:/?[a-zA-Z][a-zA-Z0-9:-]*(?:[\\s/][^<>]*)?/?>|!--)");
    private static final Pattern ENTITY = Pattern
            .compile("&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});");
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|[\\u0085\\u2028\\u000B\\u000C]");
    private static final Pattern PARAGRAPH_END = Pattern.compile("\\u2029");
    private static final Pattern SPACES = Pattern.compile("[\\p{Zs}\\t]+");
    private static final Pattern LINE = Pattern.compile(" ?\\n ?");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
    /// Controls, formatting that nobody sees (but not the joiners that scripts need), halves of surrogate pairs, and
    /// what is no character at all.
    private static final Pattern INVISIBLE = Pattern
            .compile("[\\p{Cc}&&[^\\n\\t]]|[\\u00AD\\u200B\\u2060\\uFEFF\\uFFFE\\uFFFF]|\\p{Cs}");
    /// What no database takes as text, or stores as something else.
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    /// More marks than any letter has; to sort them takes a step for each pair.
    private static final Pattern TOO_MANY_MARKS = Pattern.compile("(?<=\\p{M}{30})\\p{M}+");
    private static final Set<String> DROPPED = Set.of("script", "style", "noscript", "template", "iframe", "object",
            "embed", "svg", "math", "head", "title", "textarea", "select", "button", "form", "audio", "video",
            "canvas");
    private static final Set<String> BLOCKS = Set.of("p", "div", "section", "article", "aside", "header", "footer",
            "main", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre",
            "figure", "figcaption", "table", "tr", "hr", "address", "details", "summary");

    private PlainText() {}

    /// Text that may be HTML, or have been escaped on its way once or twice.
    public static String ofMarkup(String text) {
        var current = text;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (TAG.matcher(current).find()) {
                current = paragraphs(current);
            } else if (ENTITY.matcher(current).find()) {
                current = Parser.unescapeEntities(current, false);
            } else {
                return normalised(current);
            }
        }
        return normalised(TAG.matcher(current).find() ? paragraphs(current) : current);
    }

    /// Text that is taken at its word unless it has tags: `AT&amp;T` stays as it was written.
    public static String ofPlain(String text) {
        return TAG.matcher(text).find() ? ofMarkup(text) : normalised(text);
    }

    /// The same on one line, for headlines and names.
    public static String line(String text) {
        return ofMarkup(text).replaceAll("\\s+", " ").strip();
    }

    /// An id or a claim as it was published, but for control characters, halves of surrogate pairs and outer spaces.
    public static String asClaimed(String text) {
        return NO_TEXT.matcher(text).replaceAll("").strip();
    }

    private static String paragraphs(String html) {
        return paragraphs(fragment(html));
    }

    /// The markup of one text. With more tags than a document may have it is a trap, and none of them is read.
    public static Element fragment(String html) {
        boolean isTrap = html.chars().filter(c -> c == '<').count() > Limits.TAGS;
        return Jsoup.parseBodyFragment(isTrap ? html.replace('<', ' ') : html).body();
    }

    private static String paragraphs(Element body) {
        var text = new StringBuilder();
        // without any block the line ends are the author's, with blocks they are the markup's
        var folded = !body.select("br, " + String.join(", ", BLOCKS)).isEmpty()
                ? "[ \\t\\r\\n\\f]+"
                : "[ \\t\\f]+";
        body.filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                if (node instanceof Element element && DROPPED.contains(element.normalName())) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                mark(node);
                if (node instanceof Element element && element.normalName().equals("br")) {
                    text.append('\n');
                }
                if (node instanceof TextNode words) {
                    text.append(words.getWholeText().replaceAll(folded, " "));
                }
                return FilterResult.CONTINUE;
            }

            @Override
            public FilterResult tail(Node node, int depth) {
                mark(node);
                return FilterResult.CONTINUE;
            }

            private void mark(Node node) {
                if (node instanceof Element element) {
                    if (BLOCKS.contains(element.normalName())) {
                        text.append("\n\n");
                    } else if (element.normalName().equals("td") || element.normalName().equals("th")) {
                        text.append(' ');
                    }
                }
            }
        });
        return text.toString();
    }

    /// White space, invisible characters and composition brought into one form.
    private static String normalised(String text) {
        var lines = PARAGRAPH_END.matcher(LINE_END.matcher(text).replaceAll("\n")).replaceAll("\n\n");
        var visible = INVISIBLE.matcher(lines).replaceAll("");
        var spaced = LINE.matcher(SPACES.matcher(visible).replaceAll(" ")).replaceAll("\n");
        var marked = TOO_MANY_MARKS.matcher(EMPTY_LINES.matcher(spaced).replaceAll("\n\n")).replaceAll("");
        return HalfTags.disarmed(Normalizer.normalize(marked, Normalizer.Form.NFC).strip());
    }
}
