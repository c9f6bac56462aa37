package io.copydesk.ingest.text;

import io.copydesk.ingest.Limits;

/// Makes JSON of what a template took for it: comments, wrappers, bare and single-quoted words, unescaped quotes, missing
/// and superfluous commas and values, JavaScript's escapes, and a text that ends too early. Of a list of updates that
/// is cut off the whole ones stay; of anything else that is cut off nothing does, since half an entry is an invention.
/// One pass: where a string ends is told by what follows, which is looked at twice at most.
final class JsonRepair {
    private static final String LIST = "liveBlogUpdate";

    private final JsonCharacters in;
    private final StringBuilder out;
    private int lists;
    private int depth;

    private JsonRepair(String block) {
        in = new JsonCharacters(block);
        out = new StringBuilder(block.length() + 16);
    }

    /// @param json the values that could be made out, one behind the other
    /// @param whole whether nothing had to be left out at the end
    record Repaired(String json, boolean whole) {}

    static Repaired of(String block) {
        var repair = new JsonRepair(block);
        boolean whole = repair.roots();
        return new Repaired(repair.out.toString(), whole);
    }

    private boolean roots() {
        for (in.skipToRoot(); !in.atEnd(); in.skipToRoot()) {
            int before = lists;
            int mark = out.length();
            if (mark > 0 && out.charAt(mark - 1) == '}' && in.isQuote() && in.isName(in.position())) {
                out.setLength(mark - 1); // a bracket too many had closed it
                if (!members(out.charAt(mark - 2) == '{', false)) {
                    out.append(lists == before ? "}" : "");
                    return false;
                }
            } else if (in.is('{') || in.is('[')) {
                out.append(mark == 0 ? "" : "\n");
                if (!value(false, false)) {
                    return dropped(before, mark);
                }
            } else {
                in.next();
            }
        }
        return true;
    }

    /// What is cut and holds no list of updates is no value.
    private boolean dropped(int before, int mark) {
        if (lists == before) {
            out.setLength(mark);
        }
        return false;
    }

    /// @param list whether an array here is one of updates
    private boolean value(boolean inObject, boolean list) {
        if (in.is('{') || in.is('[')) {
            if (++depth > Limits.JSON_DEPTH) {
                return false; // taken for its end
            }
            boolean object = in.is('{');
            out.append(in.next());
            boolean whole = object ? members(true, list) : elements(list);
            depth--;
            return whole;
        }
        return in.isQuote() ? string(inObject, false) : bare();
    }

    /// Up to the bracket that closes the object; false when the text ends before. A cut object is closed if it holds
    /// updates, else whoever holds it drops it.
    private boolean members(boolean empty, boolean list) {
        int before = lists;
        boolean first = empty;
        for (in.skipNoise(); !in.atEnd(); in.skipNoise()) {
            if (in.is('}') || in.is(']')) {
                if (in.is('}')) {
                    in.next();
                }
                out.append('}');
                return true;
            }
            int mark = out.length();
            int earlier = lists;
            out.append(first ? "" : ",");
            if (!member(list)) {
                if (lists == earlier) {
                    out.setLength(mark);
                }
                break;
            }
            first = false;
        }
        return closed('}', lists > before);
    }

    private boolean closed(char bracket, boolean kept) {
        if (kept) {
            out.append(bracket);
        }
        return false;
    }

    private boolean member(boolean list) {
        int from = out.length();
        if (!(in.isQuote() ? string(true, true) : name())) {
            return false;
        }
        boolean updates = out.substring(from).contains(LIST) || list;
        in.skipSpace();
        if (in.is(':') || in.is('=')) {
            in.next();
        }
        out.append(':');
        in.skipSpace();
        if (in.is(',') || in.is('}') || in.is(']') || in.is(';')) {
            out.append("null");
            return true;
        }
        return !in.atEnd() && value(true, updates);
    }

    private boolean elements(boolean list) {
        int before = lists;
        lists += list ? 1 : 0;
        boolean first = true;
        for (in.skipNoise(); !in.atEnd(); in.skipNoise()) {
            if (in.is(']') || in.is('}')) {
                if (in.is(']')) {
                    in.next();
                }
                out.append(']');
                return true;
            }
            int mark = out.length();
            int earlier = lists;
            out.append(first ? "" : ",");
            if (!value(false, false)) {
                if (lists == earlier) {
                    out.setLength(mark);
                }
                break;
            }
            first = false;
        }
        return closed(']', lists > before);
    }

    private boolean name() {
        int from = in.position();
        while (!in.atEnd() && JsonCharacters.isWord(in.current())) {
            in.next();
        }
        if (in.position() == from) {
            in.next(); // what begins no member is passed over, so that the text comes to an end
        }
        in.namesAreBare();
        quoted(in.text(from));
        return !in.atEnd();
    }

    private boolean bare() {
        int from = in.position();
        while (!in.atEnd() && !in.is(',') && !in.is('}') && !in.is(']') && !in.is('\n') && !in.is('{')
                && !in.is('[') && !in.startsComment()) {
            in.next();
        }
        if (in.position() == from) {
            in.next();
        }
        var word = in.text(from).strip();
        if (JsonCharacters.isLiteral(word)) {
            out.append(word);
        } else if (word.isEmpty() || word.equals("undefined") || word.equals("NaN") || word.endsWith("Infinity")) {
            out.append("null");
        } else {
            quoted(word);
        }
        return !in.atEnd();
    }

    private void quoted(String text) {
        out.append('"');
        text.chars().forEach(c -> JsonCharacters.escape((char) c, out));
        out.append('"');
    }

    private boolean string(boolean inObject, boolean isName) {
        char quote = in.next();
        out.append('"');
        while (!in.atEnd()) {
            char c = in.next();
            if (c == '\\') {
                in.copyEscape(out);
            } else if (JsonCharacters.closes(c, quote) && (isName ? in.nameEnds() : in.stringEnds(inObject))) {
                out.append('"');
                return true;
            } else {
                JsonCharacters.escape(c, out);
            }
        }
        return false;
    }
}
