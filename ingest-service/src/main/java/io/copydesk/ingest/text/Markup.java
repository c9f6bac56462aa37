package io.copydesk.ingest.text;

import io.copydesk.ingest.Document;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.Limits.Rejection;
import io.copydesk.ingest.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// HTML that others wrote, within bounds of size.
public final class Markup {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]+)");

    private Markup() {}

    /// A page, as a browser would see it before any script has run.
    ///
    /// @throws UnreadableException when it has more tags than any page
    public static org.jsoup.nodes.Document html(Document document) throws UnreadableException {
        int tags = 0;
        for (byte b : document.bytes()) {
            if (b == '<') {
                tags++;
            }
        }
        checkTags(document, tags);
        try {
            var base = document.url() == null ? "" : document.url().toString();
            return Jsoup.parse(new ByteArrayInputStream(document.bytes()), declaredCharset(document), base);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /// A tree takes fifty times the bytes of its shortest tags.
    ///
    /// @throws UnreadableException when there are more than [Limits#TAGS]
    public static void checkTags(Document document, long tags) throws UnreadableException {
        if (tags > Limits.TAGS) {
            throw new UnreadableException(document, Rejection.TOO_MANY_TAGS, "has more than " + Limits.TAGS + " tags");
        }
    }

    /// The charset that the response states; null when it states none that is known, and the document's own declaration
    /// decides.
    public static @Nullable String declaredCharset(Document document) {
        var declared = CHARSET.matcher(document.contentType() == null ? "" : document.contentType());
        try {
            return declared.find() && Charset.isSupported(declared.group(1)) ? declared.group(1) : null;
        } catch (IllegalArgumentException e) {
            return null; // a name that no charset may have
        }
    }
}
