package io.copydesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.schemas.BadRecordException.Cause;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTest {
    private static final byte[] KEY = {1, 2};

    @Test
    void keepsTheBytesAsReadAndSaysWhereFromAndWhy() {
        var value = new byte[]{9, 8, 7};

        var letter = letter(KEY, value, new BadRecordException(Cause.WRONG_MAGIC_BYTE, "starts with byte 9, not 0"));

        assertThat(letter.topic()).isEqualTo("copydesk.dead-letters");
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(value);
        var headers = headers(letter);
        assertThat(headers.remove("__streams.errors.stacktrace"))
                .startsWith("io.copydesk.schemas.BadRecordException: starts with byte 9, not 0");
        assertThat(headers).isEqualTo(Map.of("__streams.errors.exception", "io.copydesk.schemas.BadRecordException",
                "__streams.errors.message", "starts with byte 9, not 0", "__streams.errors.topic", "copydesk.raw",
                "__streams.errors.partition", "3", "__streams.errors.offset", "42", "copydesk.stage", "enrich",
                "copydesk.cause", "WRONG_MAGIC_BYTE", "copydesk.attempt", "1"));
    }

    @Test
    void keepsATombstoneAndARecordWithoutKey() {
        var letter = letter(null, null, new BadRecordException(Cause.STEP_FAILED, "why"));
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void keepsAValueOf512KiBWhole() {
        var value = random(512 * 1024);
        var letter = letter(KEY, value, bad());
        assertThat(letter.value()).isEqualTo(value);
        assertThat(headers(letter)).doesNotContainKeys("copydesk.sha256", "copydesk.size");
    }

    @Test
    void cutsALargerValueToItsHashSizeAndStart() throws Exception {
        var value = random(512 * 1024 + 1);
        var letter = letter(KEY, value, bad());
        assertThat(letter.value()).isEqualTo(Arrays.copyOf(value, 64 * 1024));
        assertThat(headers(letter)).containsEntry("copydesk.size", "524289").containsEntry("copydesk.sha256",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
    }

    @Test
    void alwaysFitsTheTopicWhateverWasRead() {
        var big = random(Topics.MAX_RECORD_BYTES / 2 + 1);
        var letter = letter(big, big, new BadRecordException(Cause.UNDECODABLE, "x".repeat(3_000_000)));

        assertThat(headers(letter)).containsEntry("copydesk.key.size", Integer.toString(big.length));
        int size = letter.key().length + letter.value().length;
        for (var header : letter.headers()) {
            size += header.key().length() + header.value().length;
        }
        assertThat(size).isLessThan(Topics.MAX_RECORD_BYTES / 8);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "17, 17", "many, 1", "'', 1"})
    void countsTheAttemptsThatTheReplayNoted(String noted, int attempt) {
        var read = new RecordHeaders();
        read.add(DeadLetter.ATTEMPT, "5".getBytes(StandardCharsets.UTF_8));
        read.add(DeadLetter.ATTEMPT, noted.getBytes(StandardCharsets.UTF_8));

        var letter = DeadLetter.of("sink", "copydesk.entries", 0, 0, KEY, KEY, read, bad());

        assertThat(headers(letter)).containsEntry("copydesk.attempt", Integer.toString(attempt));
        assertThat(DeadLetter.attempt(letter.headers())).isEqualTo(attempt);
    }

    private static ProducerRecord<byte[], byte[]> letter(byte @Nullable [] key, byte @Nullable [] value,
            BadRecordException failure) {
        return DeadLetter.of("enrich", "copydesk.raw", 3, 42, key, value, new RecordHeaders(), failure);
    }

    private static BadRecordException bad() {
        return new BadRecordException(Cause.UNDECODABLE, "why");
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> letter) {
        var headers = new TreeMap<String, String>();
        letter.headers().forEach(header -> assertThat(headers.put(header.key(),
                new String(header.value(), StandardCharsets.UTF_8))).isNull());
        return headers;
    }
}
