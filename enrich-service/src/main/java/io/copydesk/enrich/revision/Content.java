package io.copydesk.enrich.revision;

import io.copydesk.contracts.Media;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// What an entry says: headline, text and media. Two contents with one hash are the same content.
record Content(String headline, String body, List<Media> media) {

    /// SHA-256, hex, over normalised Unicode with white space folded.
    String hash() {
        var pieces = normalised(headline) + "\u0000" + normalised(body) + "\u0000" + mediaText();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(pieces.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String mediaText() {
        return media.stream().map(m -> m.getType() + " " + m.getUrl() + " " + m.getCaption())
                .collect(Collectors.joining("\n"));
    }

    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\p{Z}]+", " ").strip();
    }
}
