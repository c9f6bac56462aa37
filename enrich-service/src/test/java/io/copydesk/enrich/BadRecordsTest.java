package io.copydesk.enrich;

import static io.copydesk.enrich.Pipeline.BLOG;
import static io.copydesk.enrich.Pipeline.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.RegistryUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A bad record is not a broken system; the cause decides.
class BadRecordsTest {
    private static final Observation GOOD = seen("Storm", "Two boats are missing.").setNativeId("e").build();

    enum FaultyStep {
        IDENTIFY, REVISE, TAG;

        /// Throws in the first `times` calls, then works.
        Steps first(int times, Steps steps, RuntimeException fault) {
            var calls = new AtomicInteger();
            Runnable maybe = () -> {
                if (calls.getAndIncrement() < times) {
                    throw fault;
                }
            };
            return switch (this) {
                case IDENTIFY -> new Steps((seen, index) -> {
                    maybe.run();
                    return steps.identify().identify(seen, index);
                }, steps.revise(), steps.tag());
                case REVISE -> new Steps(steps.identify(), (seen, identity, entry, sightings) -> {
                    maybe.run();
                    return steps.revise().revise(seen, identity, entry, sightings);
                }, steps.tag());
                case TAG -> new Steps(steps.identify(), steps.revise(), (entry, memory) -> {
                    maybe.run();
                    return steps.tag().tag(entry, memory);
                });
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoTraceOfAStepThatFailsAndSeesTheChangeOnceWhenTheLetterIsReplayed(FaultyStep step) {
        try (var pipeline = new Pipeline(steps -> step.first(1, steps, new IllegalStateException("a bug")))) {
            var other = seen("Storm", "Another update.").setNativeId("f").setPosition(1).build();
            pipeline.pipe(GOOD);
            pipeline.pipe(other);

            assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW);
            var letter = pipeline.deadLetters.readRecord();
            assertThat(letter.value()).isEqualTo(pipeline.bytes(GOOD));
            assertThat(header(letter, DeadLetter.STAGE))
                    .isEqualTo("enrich." + step.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(header(letter, DeadLetter.CAUSE)).isEqualTo("STEP_FAILED");
            assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("copydesk.raw");

            replay(pipeline, letter);
            replay(pipeline, letter);

            assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW);
            assertThat(pipeline.deadLetters.isEmpty()).isTrue();
            assertThat(pipeline.count("changed") + pipeline.count("unchanged") + pipeline.count("rejected"))
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopsForABrokenSystemAndWritesNoDeadLetter(FaultyStep step) {
        try (var pipeline = new Pipeline(steps -> step.first(1, steps,
                new RegistryUnavailableException("away", new IOException("refused"))))) {
            assertThatThrownBy(() -> pipeline.pipe(GOOD)).hasRootCauseInstanceOf(IOException.class);
            assertThat(pipeline.deadLetters.isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WRONG_MAGIC_BYTE", "TRUNCATED", "UNDECODABLE"})
    void keepsTheBytesOfWhatCannotBeReadAndGoesOn(String cause) {
        try (var pipeline = new Pipeline()) {
            var good = pipeline.bytes(GOOD);
            var bad = switch (cause) {
                case "WRONG_MAGIC_BYTE" -> "{\"not\": \"avro\"}".getBytes(StandardCharsets.UTF_8);
                case "TRUNCATED" -> Arrays.copyOf(good, 3);
                default -> Arrays.copyOf(good, good.length - 7);
            };
            pipeline.raw.pipeInput(BLOG, bad);
            pipeline.pipe(GOOD);

            var letter = pipeline.deadLetters.readRecord();
            assertThat(letter.value()).isEqualTo(bad);
            assertThat(letter.key()).isEqualTo(BLOG.getBytes(StandardCharsets.UTF_8));
            assertThat(header(letter, DeadLetter.CAUSE)).isEqualTo(cause);
            assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("enrich.decode");
            assertThat(pipeline.deadLetters.isEmpty()).isTrue();
            assertThat(pipeline.changes()).hasSize(1);
            assertThat(pipeline.count("rejected")).isEqualTo(1);
        }
    }

    @Test
    void takesATombstoneAndAForeignKeyForAgainstTheContract() {
        try (var pipeline = new Pipeline()) {
            pipeline.raw.pipeInput(BLOG, null);
            pipeline.raw.pipeInput("another blog", pipeline.bytes(GOOD));
            pipeline.raw.pipeInput(BLOG,
                    pipeline.bytes(
                            Observation.newBuilder(GOOD).setObservedAt(java.time.Instant.ofEpochMilli(-1)).build()));
            pipeline.pipe(GOOD);

            assertThat(pipeline.deadLetters.readRecordsToList()).hasSize(3)
                    .allSatisfy(letter -> assertThat(header(letter, DeadLetter.CAUSE)).isEqualTo("AGAINST_CONTRACT"));
            assertThat(pipeline.changes()).hasSize(1);
        }
    }

    @Test
    void measuresWhatItWouldWriteBeforeItWritesAnything() {
        UnaryOperator<Steps> bloated = steps -> new Steps(steps.identify(), steps.revise(),
                (entry, memory) -> new Steps.Tagged(Entry.newBuilder(entry).setEntities(
                        Collections.nCopies(entry.getBody().startsWith("Bloat") ? 60_000 : 0,
                                EntityMention.newBuilder().setLabel("A label of some length, many times").build()))
                        .build(), memory));
        try (var pipeline = new Pipeline(bloated)) {
            var bloat = seen("Storm", "Bloated beyond what a record may be.").setNativeId("e").build();
            pipeline.pipe(bloat);
            pipeline.pipe(GOOD);

            var letter = pipeline.deadLetters.readRecord();
            assertThat(header(letter, DeadLetter.CAUSE)).isEqualTo("TOO_LARGE");
            assertThat(letter.value()).isEqualTo(pipeline.bytes(bloat));
            // the same entry id again: it is new, because the first left no trace
            assertThat(pipeline.changes()).extracting(Change::getKind).containsExactly(ChangeKind.NEW);
        }
    }

    private static void replay(Pipeline pipeline, TestRecord<byte[], byte[]> letter) {
        pipeline.raw.pipeInput(new TestRecord<>(new String(letter.key(), StandardCharsets.UTF_8), letter.value(),
                Pipeline.NOW));
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
