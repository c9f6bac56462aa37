package io.copydesk.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What an operator sees of a letter, and which letters are chosen.
class LetterTest {
    private static final Instant WRITTEN = Instant.parse("2026-03-01T12:00:00Z");

    /// A letter of `enrich.decode` that was written at noon, as attempt 2.
    private static Letter letter(String key, byte[] value, String message) {
        var before = new RecordHeaders().add(DeadLetter.ATTEMPT, "2".getBytes(StandardCharsets.UTF_8));
        var sent = DeadLetter.of("enrich.decode", "copydesk.raw", 4, 17, key.getBytes(StandardCharsets.UTF_8), value,
                before, new BadRecordException(Cause.UNDECODABLE, message));
        return Letter.of(new ConsumerRecord<>(Topics.DEAD_LETTERS, 3, 9, WRITTEN.toEpochMilli(),
                TimestampType.CREATE_TIME, -1, -1, sent.key(), sent.value(), sent.headers(), Optional.empty()));
    }

    @Test
    void isOneLineWhateverStandsInIt() {
        assertThat(LetterText.line(letter("a\u0007blog\nof two lines", new byte[5], "bytes are left\nafter it")))
                .isEqualTo("3-9  2026-03-01T12:00:00Z  enrich.decode  UNDECODABLE  copydesk.raw-4@17  a\\u0007blog  "
                        + "5 B  attempt 2  bytes are left");
    }

    @Test
    void clipsALongKeyAndMessage() {
        var line = LetterText.line(letter("k".repeat(500), new byte[5], "m".repeat(500)));

        assertThat(line).contains("  " + "k".repeat(59) + "…  ").endsWith("  " + "m".repeat(159) + "…");
    }

    @Test
    void showsBytesThatDoNotDecode() {
        var value = "no avro, \u0000 but seventeen".getBytes(StandardCharsets.UTF_8);

        assertThat(LetterText.whole(letter("blog", value, "m"), Optional.empty())).contains("key blog",
                "copydesk.attempt 2", "value, 24 bytes:",
                "000000  6e 6f 20 61 76 72 6f 2c 20 00 20 62 75 74 20 73  no avro, . but s",
                "000010  65 76 65 6e 74 65 65 6e                          eventeen");
    }

    @Test
    void saysThatAValueWasCut() {
        var letter = letter("blog", new byte[600_000], "m");

        assertThat(letter.isCut()).isTrue();
        assertThat(letter.size()).isEqualTo(600_000);
        assertThat(LetterText.whole(letter, Optional.empty()))
                .contains("value, 600000 bytes, of which the first are kept:", "and 64512 bytes more");
    }

    @Test
    void namesTheStoreOfASinksLetterOnly() {
        var headers = new RecordHeaders().add(DeadLetter.STAGE, "sink-postgres".getBytes(StandardCharsets.UTF_8));
        var sinks = Letter.of(new ConsumerRecord<>(Topics.DEAD_LETTERS, 0, 0, 0, TimestampType.CREATE_TIME, -1, -1,
                null, null, headers, Optional.empty()));

        assertThat(sinks.store()).contains("postgres");
        assertThat(sinks.size()).isZero();
        assertThat(sinks.offset()).as("somebody left it out").isEqualTo(-1);
        assertThat(letter("blog", new byte[1], "m").store()).isEmpty();
    }

    @Command
    static final class Filtering implements Runnable {
        @Mixin
        private LetterFilter filter = new LetterFilter();

        @Override
        public void run() {}
    }

    @ParameterizedTest
    @CsvSource({"'', true", "--cause undecodable, true", "--cause TOO_LARGE, false", "--stage enrich, true",
            "--stage enrich.decode, true", "--stage enrich.dec, false", "--since 2026-03-01, true",
            "--since 2026-03-01T12:00:00Z, true", "--since 2026-03-02, false", "--until 2026-03-01T12:00:00Z, false",
            "--until 2026-03-01T12:00:01Z, true", "--source desk, true", "--source other, false",
            "--source desk --stage sink, false"})
    void choosesByWhatIsAsked(String arguments, boolean fits) {
        var filtering = new Filtering();
        new CommandLine(filtering).setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertThat(filtering.filter.isEmpty()).isEqualTo(arguments.isEmpty());
        assertThat(filtering.filter.fits(letter("blog", new byte[1], "m"), _ -> Optional.of("desk"))).isEqualTo(fits);
    }
}
