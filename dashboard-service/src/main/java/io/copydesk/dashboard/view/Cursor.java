package io.copydesk.dashboard.view;

import io.copydesk.dashboard.view.Recent.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// Where a page of entries ends, as a word that means nothing to others.
final class Cursor {
    private static final char BETWEEN = '|';

    private Cursor() {}

    static String of(Card last) {
        var text = last.changedAt().toEpochMilli() + "" + BETWEEN + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException when it is none of ours
    static Place read(String cursor) {
        var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        int between = text.indexOf(BETWEEN);
        if (between < 1) {
            throw new IllegalArgumentException("no cursor");
        }
        return new Place(Instant.ofEpochMilli(Long.parseLong(text.substring(0, between))), text.substring(between + 1));
    }
}
