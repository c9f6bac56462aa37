package io.copydesk.schemas;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// W3C trace context: which records come of one look at one entry, or of one request to push. It stands in the header
/// `traceparent` of a record as of an HTTP request: `00-<trace id>-<parent id>-<flags>`, all in lower-case hex. No spans
/// are recorded here, so what Copydesk begins itself is not marked as sampled; what comes in keeps its flags.
///
/// @param traceId 32 digits, not all 0
/// @param parentId 16 digits, not all 0
/// @param flags 2 digits
public record TraceContext(String traceId, String parentId, String flags) {
    public static final String HEADER = "traceparent";

    /// Later versions may have more behind it, which is passed over.
    private static final Pattern FORM = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");
    private static final Pattern VERSION_0 = Pattern.compile("00-.{52}");
    private static final int MOST_CHARACTERS = 200;
    private static final HexFormat HEX = HexFormat.of();

    /// A trace of its own.
    public static TraceContext begun() {
        return new TraceContext(hex() + hex(), hex(), "00");
    }

    /// What somebody sent; empty when it is none, or against the form.
    public static Optional<TraceContext> of(@Nullable String header) {
        if (header == null || header.length() > MOST_CHARACTERS
                || (header.startsWith("00") && !VERSION_0.matcher(header).matches())) {
            return Optional.empty();
        }
        var found = FORM.matcher(header);
        return found.matches()
                ? Optional.of(new TraceContext(found.group(1), found.group(2), found.group(3)))
                : Optional.empty();
    }

    /// Of a record.
    public static Optional<TraceContext> of(Headers headers) {
        var header = headers.lastHeader(HEADER);
        return header == null || header.value() == null || header.value().length > MOST_CHARACTERS
                ? Optional.empty()
                : of(new String(header.value(), StandardCharsets.ISO_8859_1));
    }

    /// This header alone of a record's, for the records that come of it: others may be anything, of any size.
    public static Headers only(Headers headers) {
        var passed = new RecordHeaders();
        of(headers).ifPresent(context -> context.put(passed));
        return passed;
    }

    /// One step further in the same trace.
    public TraceContext next() {
        return new TraceContext(traceId, hex(), flags);
    }

    /// Instead of another that may be there.
    public void put(Headers headers) {
        headers.remove(HEADER).add(HEADER, toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /// As the header has it.
    @Override
    public String toString() {
        return "00-" + traceId + "-" + parentId + "-" + flags;
    }

    /// 16 digits, not all 0: nothing but chance is asked of them.
    private static String hex() {
        long random = ThreadLocalRandom.current().nextLong();
        return HEX.toHexDigits(random == 0 ? 1 : random);
    }
}
