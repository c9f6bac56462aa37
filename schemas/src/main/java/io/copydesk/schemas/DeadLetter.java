package io.copydesk.schemas;

import java.io.PrintWriter;
import java.io.StringWriter;
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
    /// The same of the key: a hostile one must not make the letter too large to be sent.
    public static final String KEY_SHA256 = "copydesk.key.sha256";
    public static final String KEY_SIZE = "copydesk.key.size";

    /// Larger keys and values are kept as hash, size and their first [#KEPT_BYTES].
    public static final int MAX_BYTES = 512 * 1024;
    public static final int KEPT_BYTES = 64 * 1024;

    private static final int HEADER_CHARS = 4_000;

    private DeadLetter() {}

    /// The record to send, for a record read at `topic`-`partition`@`offset` that failed in `stage`.
    public static ProducerRecord<byte[], byte[]> of(String stage, String topic, int partition, long offset,
            byte @Nullable [] key, byte @Nullable [] value, Headers readHeaders, BadRecordException failure) {
        var letter = new ProducerRecord<>(Topics.DEAD_LETTERS, kept(key), kept(value));
        TraceContext.of(readHeaders).ifPresent(context -> context.put(letter.headers()));
        put(letter, EXCEPTION, failure.getClass().getName());
        put(letter, MESSAGE, clipped(String.valueOf(failure.getMessage())));
        put(letter, STACKTRACE, stackTrace(failure));
        put(letter, TOPIC, topic);
        put(letter, PARTITION, Integer.toString(partition));
        put(letter, OFFSET, Long.toString(offset));
        put(letter, STAGE, stage);
        put(letter, CAUSE, failure.reason().name());
        put(letter, ATTEMPT, Integer.toString(attempt(readHeaders)));
        if (key != null && isCut(key)) {
            put(letter, KEY_SHA256, sha256(key));
            put(letter, KEY_SIZE, Integer.toString(key.length));
        }
        if (value != null && isCut(value)) {
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

    private static boolean isCut(byte[] read) {
        return read.length > MAX_BYTES;
    }

    private static byte @Nullable [] kept(byte @Nullable [] read) {
        return read != null && isCut(read) ? Arrays.copyOf(read, KEPT_BYTES) : read;
    }

    private static String clipped(String text) {
        return text.substring(0, Math.min(text.length(), HEADER_CHARS));
    }

    private static void put(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String stackTrace(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return clipped(trace.toString());
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
