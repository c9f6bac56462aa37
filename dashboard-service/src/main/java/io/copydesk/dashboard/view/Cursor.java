package io.copydesk.dashboard.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where a page ends; as a word it means nothing to others.
///
/// @param at what the page is ordered by: milliseconds since 1970, or a version
/// @param id of the entry
public record Cursor(long at, String id) {
    private static final char BETWEEN = '|';

    static Cursor of(Card last) {
        return new Cursor(last.changedAt().toEpochMilli(), last.id());
    }

    /// In the order of the entries' own times.
    public static Cursor ofOccurrence(Card last) {
        return new Cursor(last.occurredAt().toEpochMilli(), last.id());
    }

    public String word() {
        var text = at + "" + BETWEEN + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException when it is none of ours
    public static Cursor read(String word) {
        var text = new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
        int between = text.indexOf(BETWEEN);
        if (between < 1 || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no cursor");
        }
        return new Cursor(Long.parseLong(text.substring(0, between)), text.substring(between + 1));
    }
}
