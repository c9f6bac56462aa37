package io.copydesk.ingest.feed;

import io.copydesk.ingest.Document;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The beginning of a document, read byte by byte without what wider encodings put between: enough to tell its kind.
final class Opening {
    /// Local names of the elements that a feed may consist of, and of an Atom entry that stands alone.
    static final Set<String> ROOTS = Set.of("rss", "rdf", "feed", "channel", "entry");
    /// Feeds begin with style sheets, licences and jokes.
    private static final int BYTES = 64 * 1024;

    private final String text;

    private Opening(String text) {
        this.text = text;
    }

    static Opening of(Document document) {
        var bytes = document.bytes();
        var wide = new String(bytes, 0, Math.min(bytes.length, BYTES), StandardCharsets.ISO_8859_1);
        return new Opening(wide.replace("\0", ""));
    }

    /// Whether the first character that is no mark of byte order opens a JSON value.
    boolean isJson() {
        return text.chars().filter(c -> c > ' ' && c < 0x7F).findFirst().stream().anyMatch(c -> c == '{' || c == '[');
    }

    boolean namesJsonFeed() {
        return text.contains("jsonfeed.org/version") || text.contains("jsonfeed.org\\/version");
    }

    /// The local name, in lower case, of the first element, whatever stands before it.
    Optional<String> root() {
        int at = text.indexOf('<');
        while (at >= 0 && at + 1 < text.length()) {
            char next = text.charAt(at + 1);
            if (isNameChar(next)) {
                return Optional.of(nameAt(at + 1));
            }
            at = text.indexOf('<', switch (next) {
                case '!' -> text.startsWith("<!--", at) ? behind("-->", at) : behindDeclaration(at);
                case '?' -> behind(">", at);
                default -> at + 1;
            });
        }
        return Optional.empty();
    }

    /// A DOCTYPE may hold declarations of its own between brackets.
    private int behindDeclaration(int at) {
        int end = behind(">", at);
        int bracket = text.indexOf('[', at);
        return bracket >= 0 && bracket < end ? behind("]", bracket) : end;
    }

    private int behind(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private String nameAt(int start) {
        int end = start;
        while (end < text.length() && isNameChar(text.charAt(end))) {
            end++;
        }
        var name = text.substring(start, end).toLowerCase(Locale.ROOT);
        return name.substring(name.indexOf(':') + 1);
    }

    private static boolean isNameChar(char c) {
        return Character.isLetterOrDigit(c) || c == ':' || c == '_' || c == '-' || c == '.';
    }
}
