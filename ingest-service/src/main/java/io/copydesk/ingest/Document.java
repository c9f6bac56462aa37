package io.copydesk.ingest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The bytes of one look at a source, as they came.
///
/// @param name what to call it in messages: the file's name or the address
/// @param bytes as received, in the encoding that they declare
/// @param contentType of the response, null for a file
/// @param url where it was read, null when that is not known
/// @param look the number of this look, rising per source
/// @param observedAt when it was taken, UTC
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy of 10 MiB for each look would be waste
public record Document(String name, byte[] bytes, @Nullable String contentType, @Nullable URI url, long look,
        Instant observedAt) {
    /// NUL, and the marks of byte order as they look one byte at a time.
    private static final Pattern MARKS = Pattern.compile("\\x00|^(?:\\xEF\\xBB\\xBF|\\xFE\\xFF|\\xFF\\xFE)");
    private static final int OPENING_BYTES = 4 * 1024;

    /// The first characters, to tell of what kind it is: read byte by byte without what wider encodings put between
    /// them, marks and white space before them left out.
    public String opening() {
        var text = new String(bytes, 0, Math.min(bytes.length, OPENING_BYTES), StandardCharsets.ISO_8859_1);
        return MARKS.matcher(text).replaceAll("").stripLeading();
    }
}
