package io.copydesk.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A record that could not be processed, on its way to [Topics#DEAD_LETTERS]: its key and value as read, and in the
/// headers where it came from and why it failed, under Kafka Streams' own `__streams.errors.*` names whoever writes it.
public final class DeadLetter {
    public static final String EXCEPTION = "__streams.errors.exception";
    public static final String MESSAGE = "__streams.errors.message";
    public static final String STACKTRACE = "__streams.errors.stacktrace";
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";
    /// The step or store that failed.
    public static final String STAGE = "copydesk.stage";
    /// A [BadRecordException.Cause].
    public static final String CAUSE = "copydesk.cause";
    /// How often this record was offered, from 1; rises with each replay.
    public static final String ATTEMPT = "copydesk.attempt";
    /// SHA-256, hex, of the whole value; only when the value was cut.
    public static final String SHA256 = "copydesk.sha256";
    /// Bytes of the whole value; only when the value was cut.
    public static final String SIZE = "copydesk.size";

    /// Larger values are kept as hash, size and their first [#KEPT_BYTES].
    public static final int MAX_BYTES = 512 * 1024;
    public static final int KEPT_BYTES = 64 * 1024;

    private static final int STACKTRACE_CHARS = 4_000;

    private DeadLetter() {}

    /// The record to send, for a record read at `topic`-`partition`@`offset` that failed in `stage`.
    public static ProducerRecord<byte[], byte[]> of(String stage, String topic, int partition, long offset,
            byte @Nullable [] key, byte @Nullable [] value, Headers readHeaders, BadRecordException failure) {
        boolean cut = value != null && value.length > MAX_BYTES;
        var letter = new ProducerRecord<byte[], byte[]>(Topics.DEAD_LETTERS, key,
                value != null && cut ? Arrays.copyOf(value, KEPT_BYTES) : value);
        put(letter, EXCEPTION, failure.getClass().getName());
        put(letter, MESSAGE, String.valueOf(failure.getMessage()));
        put(letter, STACKTRACE, stackTrace(failure));
        put(letter, TOPIC, topic);
        put(letter, PARTITION, Integer.toString(partition));
        put(letter, OFFSET, Long.toString(offset));
        put(letter, STAGE, stage);
        put(letter, CAUSE, failure.reason().name());
        put(letter, ATTEMPT, Integer.toString(attempt(readHeaders)));
        if (cut && value != null) {
            put(letter, SHA256, sha256(value));
            put(letter, SIZE, Integer.toString(value.length));
        }
        return letter;
    }

    /// The attempt that a record with these headers is: 1 unless it was replayed.
    public static int attempt(Headers headers) {
        var header = headers.lastHeader(ATTEMPT);
        if (header == null || header.value() == null) {
            return 1;
        }
        try {
            return Integer.parseInt(new String(header.value(), StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            return 1; // somebody else's header: not ours to fail on
        }
    }

    private static void put(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String stackTrace(Throwable failure) {
        var trace = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(trace, true));
        var text = trace.toString();
        return text.substring(0, Math.min(text.length(), STACKTRACE_CHARS));
    }

    private static String sha256(byte[] value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.wrap(value));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
