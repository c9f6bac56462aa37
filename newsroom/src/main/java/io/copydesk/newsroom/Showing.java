package io.copydesk.newsroom;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One blog as the server shows it at one moment.
///
/// @param changedAt to the second, as `Last-Modified` has it
/// @param faults still to be given before the good answer
@SuppressWarnings("ArrayRecordComponent") // never compared
record Showing(Script script, byte[] body, String etag, Instant changedAt, Queue<Fault> faults) {

    /// @param moment counted from 1
    static Showing of(Blog blog, int moment) {
        var moments = blog.script().moments();
        var body = blog.script().format().render(blog).getBytes(StandardCharsets.UTF_8);
        return new Showing(blog.script(), body, "\"" + hash(body) + "\"",
                blog.modified().truncatedTo(ChronoUnit.SECONDS),
                new ConcurrentLinkedQueue<>(moment > moments.size() ? List.of() : moments.get(moment - 1).faults()));
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
