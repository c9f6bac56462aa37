package io.copydesk.ingest.feed;

import java.util.Locale;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// What an element holds.
final class Inner {
    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";

    private Inner() {}

    /// A plain value.
    static String text(Element element) {
        var text = new StringBuilder();
        element.filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(words.getWholeText());
                }
                return depth > 0 && node instanceof Element child && Fields.isStray(child, element)
                        ? FilterResult.SKIP_ENTIRELY
                        : FilterResult.CONTINUE;
            }
        });
        return unwrapped(text.toString());
    }

    /// Markup, whether it is text for the feed or part of it.
    static String markup(Element element) {
        return element.children().isEmpty() ? text(element) : inline(element);
    }

    /// Elements of a feed as the HTML that they mean. Only their names count: bodies become text.
    private static String inline(Element element) {
        var html = new StringBuilder();
        element.filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                if (node instanceof CDataNode raw) {
                    html.append(raw.getWholeText());
                } else if (node instanceof TextNode words) {
                    html.append(words.getWholeText().replace("&", "&amp;").replace("<", "&lt;"));
                } else if (depth > 0 && node instanceof Element child) {
                    if (isScript(child) || Fields.isStray(child, element)) {
                        return FilterResult.SKIP_ENTIRELY;
                    }
                    tag("<", child);
                }
                return FilterResult.CONTINUE;
            }

            @Override
            public FilterResult tail(Node node, int depth) {
                if (depth > 0 && node instanceof Element child && !isVoid(child)) {
                    tag("</", child);
                }
                return FilterResult.CONTINUE;
            }

            private void tag(String opening, Element child) {
                var name = local(child);
                if (name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
                    html.append(opening).append(name).append('>');
                }
            }
        });
        return html.toString();
    }

    private static boolean isScript(Element element) {
        return local(element).equals("script") || local(element).equals("style");
    }

    private static boolean isVoid(Element element) {
        return local(element).equals("br") || local(element).equals("hr") || local(element).equals("img");
    }

    private static String local(Element element) {
        var name = element.normalName();
        return name.substring(name.indexOf(':') + 1);
    }

    /// Without outer spaces, and without the marks of a CDATA section that stands within another, or was escaped.
    private static String unwrapped(String text) {
        var stripped = text.strip();
        if (!stripped.regionMatches(true, 0, CDATA, 0, CDATA.length())) {
            return stripped;
        }
        var inner = stripped.substring(CDATA.length());
        return (inner.toLowerCase(Locale.ROOT).endsWith(CDATA_END)
                ? inner.substring(0, inner.length() - CDATA_END.length())
                : inner).strip();
    }
}
