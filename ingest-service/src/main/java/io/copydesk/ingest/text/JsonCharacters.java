package io.copydesk.ingest.text;

import java.util.List;
import java.util.regex.Pattern;

/// The characters of a block that should be JSON, and what is to be expected of those ahead.
final class JsonCharacters {
    /// How far ahead a property's name may reach.
    private static final int MAX_NAME_CHARS = 100;
    private static final Pattern LITERAL = Pattern
            .compile("true|false|null|-?(?:0|[1-9][0-9]{0,30})(?:\\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?");
    /// What wraps a block in pages that were once XHTML.
    private static final List<String> WRAPPERS = List.of("<![CDATA[", "]]>", "<!--", "-->", "<!]]>", "><!--");

    private final String text;
    private int position;
    private boolean bareNames;

    JsonCharacters(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    String text(int from) {
        return text.substring(from, position);
    }

    boolean atEnd() {
        return position >= text.length();
    }

    char current() {
        return text.charAt(position);
    }

    boolean is(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    char next() {
        return text.charAt(position++);
    }

    boolean isQuote() {
        return !atEnd() && isQuote(current());
    }

    /// From now on what follows a value may be a name without quotes.
    void namesAreBare() {
        bareNames = true;
    }

    void skipSpace() {
        position = behindSpace(position);
        while (startsComment()) {
            skipComment();
            position = behindSpace(position);
        }
    }

    /// White space, comments, and commas or semicolons, however many.
    void skipNoise() {
        for (skipSpace(); is(',') || is(';'); skipSpace()) {
            position++;
        }
    }

    /// The same, and whatever wraps the block.
    void skipToRoot() {
        for (skipNoise(); wrapper(position) > 0; skipNoise()) {
            position += wrapper(position);
        }
    }

    boolean startsComment() {
        return text.startsWith("/*", position)
                || (text.startsWith("//", position) && (position == 0 || text.charAt(position - 1) != ':'));
    }

    private void skipComment() {
        if (text.startsWith("/*", position)) {
            int end = text.indexOf("*/", position + 2);
            position = end < 0 ? text.length() : end + 2;
            return;
        }
        int content = behindSpace(position + 2);
        if (wrapper(content) > 0) { // `//<![CDATA[ {"@type": …` on one line
            position = content + wrapper(content);
            return;
        }
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end + 1;
    }

    private int wrapper(int at) {
        return WRAPPERS.stream().filter(wrapper -> text.startsWith(wrapper, at)).findFirst().map(String::length)
                .orElse(0);
    }

    private int behindSpace(int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// Whether the quote that was just read ends a name.
    boolean nameEnds() {
        int at = behindSpace(position);
        return at >= text.length() || text.charAt(at) == ':' || text.charAt(at) == '=';
    }

    /// Whether the quote that was just read ends a value: only if what follows can follow one.
    boolean stringEnds(boolean inObject) {
        int at = behindSpace(position);
        if (at >= text.length()) {
            return true;
        }
        return switch (text.charAt(at)) {
            case ',', ';' -> inObject ? isMember(behindSpace(at + 1)) : isElement(behindSpace(at + 1));
            case '}' -> inObject;
            case ']' -> !inObject || isMember(behindSpace(at + 1));
            case '/' -> text.startsWith("//", at) || text.startsWith("/*", at);
            default -> inObject && isQuote(text.charAt(at)) && isName(at);
        };
    }

    private boolean isMember(int at) {
        if (at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        return c == '}' || c == ']' || c == ',' || c == ';' || isName(at) || text.startsWith("//", at)
                || text.startsWith("/*", at);
    }

    private boolean isElement(int at) {
        return at >= text.length() || "{[],\"'/".indexOf(text.charAt(at)) >= 0 || isQuote(text.charAt(at))
                || (text.charAt(at) >= '0' && text.charAt(at) <= '9');
    }

    /// Whether a member's name and its colon are here.
    boolean isName(int from) {
        boolean quoted = isQuote(text.charAt(from));
        if (!quoted && !bareNames) {
            return false;
        }
        int at = quoted ? from + 1 : from;
        int last = Math.min(text.length(), at + MAX_NAME_CHARS);
        while (at < last && (quoted ? !isQuote(text.charAt(at)) : isWord(text.charAt(at)))) {
            at++;
        }
        int colon = behindSpace(quoted ? at + 1 : at);
        return at > from && colon < text.length() && text.charAt(colon) == ':';
    }

    /// The escape behind a backslash, as JSON has it: JavaScript knows more.
    void copyEscape(StringBuilder out) {
        if (atEnd()) {
            return;
        }
        char c = next();
        if (c == 'x' && isHex(2)) {
            escape((char) Integer.parseInt(text.substring(position, position + 2), 16), out);
            position += 2;
        } else if ((c == 'u' && isHex(4)) || "\"\\/bfnrt".indexOf(c) >= 0) {
            out.append('\\').append(c);
        } else if (c != '\n' && c != '\r') { // a line that goes on
            escape(c, out);
        }
    }

    private boolean isHex(int digits) {
        for (int at = position; at < position + digits; at++) {
            if (at >= text.length() || Character.digit(text.charAt(at), 16) < 0 || text.charAt(at) > 'f') {
                return false;
            }
        }
        return true;
    }

    static void escape(char c, StringBuilder out) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < ' ') {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        } else {
            out.append(c);
        }
    }

    static boolean isLiteral(String word) {
        return LITERAL.matcher(word).matches();
    }

    static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@' || c == '-';
    }

    /// Whether `c` may end what `quote` began: typographers' quotes come in pairs, and with straight ones.
    static boolean closes(char c, char quote) {
        return c == quote || (isCurly(quote) && (isCurly(c) || c == '"'));
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || isCurly(c);
    }

    private static boolean isCurly(char c) {
        return c == '\u201C' || c == '\u201D' || c == '\u201E';
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\uFEFF' || c == '\u2028' || c == '\u2029' || c == '\u200B';
    }
}
