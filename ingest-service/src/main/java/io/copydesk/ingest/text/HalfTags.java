package io.copydesk.ingest.text;

import java.util.regex.Pattern;

/// What looks like scripted markup in plain text: tags that were never closed, that came together when others were
/// taken out, or that were escaped more often than anything honest is.
final class HalfTags {
    private static final Pattern TAG = Pattern.compile("<[\\s/]*+\\p{L}");
    private static final Pattern ACTIVE_TAG = Pattern.compile(
            "(?iu)<[\\s/]*+(?:script|iframe|frame|object|embed|applet|style|link|meta|base|svg|math|form|img|video|audio)");
    private static final Pattern ACTION = Pattern
            .compile("(?iU)[\\s/\"'`]on\\w++\\s*+=|javascript:|vbscript:|data:text/html");

    private HalfTags() {}

    /// The text, without the bracket of anything that a browser might take for a tag if any of it could act.
    static String disarmed(String text) {
        if (text.indexOf('<') < 0
                || !(ACTIVE_TAG.matcher(text).find() || (TAG.matcher(text).find() && ACTION.matcher(text).find()))) {
            return text;
        }
        // from the end, so that what a bracket stands before is final when the bracket is looked at
        var kept = new char[text.length()];
        int start = kept.length;
        boolean beforeName = false;
        for (int at = text.length() - 1; at >= 0; at--) {
            char c = text.charAt(at);
            if (c != '<' || !beforeName) {
                kept[--start] = c;
                beforeName = Character.isLetter(c) || (beforeName && (c == '/' || Character.isWhitespace(c)));
            }
        }
        return new String(kept, start, kept.length - start);
    }
}
