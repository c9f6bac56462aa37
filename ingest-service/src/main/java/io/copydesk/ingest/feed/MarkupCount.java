package io.copydesk.ingest.feed;

import io.copydesk.ingest.Document;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.text.Markup;
import java.nio.charset.StandardCharsets;

/// How many tags a feed can become. Its bodies are markup as well, escaped in one way or another, and a tree takes many
/// times the bytes of its shortest tags.
final class MarkupCount {
    /// What a '<' looks like within text or a JSON string.
    private static final byte[][] ESCAPED = {"lt;".getBytes(StandardCharsets.US_ASCII),
            "#60;".getBytes(StandardCharsets.US_ASCII), "#x3c;".getBytes(StandardCharsets.US_ASCII),
            "u003c".getBytes(StandardCharsets.US_ASCII)};

    private MarkupCount() {}

    /// @throws UnreadableException when there are more than [Limits#TAGS]
    static void check(Document document) throws UnreadableException {
        int tags = 0;
        var passed = new int[ESCAPED.length];
        for (byte b : document.bytes()) {
            if (b == 0) {
                continue; // of a wide encoding
            }
            byte lower = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
            if (lower == '<') {
                tags++;
            }
            for (int i = 0; i < ESCAPED.length; i++) {
                passed[i] = lower == ESCAPED[i][passed[i]] ? passed[i] + 1 : lower == ESCAPED[i][0] ? 1 : 0;
                if (passed[i] == ESCAPED[i].length) {
                    tags++;
                    passed[i] = 0;
                }
            }
        }
        Markup.checkTags(document, tags);
    }
}
