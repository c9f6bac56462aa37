package io.copydesk.enrich.revision;

import io.copydesk.contracts.Media;
import io.copydesk.schemas.identity.Sha256;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;

/// What an entry says: headline, text and media. Two contents with one hash are the same content.
record Content(String headline, String body, List<Media> media) {
    static final Content NONE = new Content("", "", List.of());

    /// SHA-256, hex, over normalised Unicode with white space folded.
    String hash() {
        var pieces = normalised(headline) + "\u0000" + normalised(body) + "\u0000" + mediaText();
        return Sha256.of(pieces);
    }

    String mediaText() {
        return media.stream().map(m -> m.getType() + " " + m.getUrl() + " " + m.getCaption())
                .collect(Collectors.joining("\n"));
    }

    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\p{Z}]+", " ").strip();
    }
}
