package io.copydesk.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.runtime.Readiness;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.RegistryUnavailableException;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The loop and the work in hand, with Kafka's own mocks. A record's value is the revision of the entry that its key
/// names, as text; "bad" does not decode.
class SinkLoopTest {
    private static final String TOPIC = Topics.ENTRIES.name();
    private static final TopicPartition P0 = new TopicPartition(TOPIC, 0);
    private static final TopicPartition P1 = new TopicPartition(TOPIC, 1);

    private final MemoryStore store = new MemoryStore();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, new ByteArraySerializer(),
            new ByteArraySerializer());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PassingClock clock = new PassingClock();
    private boolean registryAway;
    private long[] next = new long[2];
    private SinkLoop loop;

    @BeforeEach
    void assign() {
        loop = loop();
        consumer.subscribe(List.of(TOPIC), loop);
        consumer.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
        consumer.rebalance(List.of(P0, P1));
    }

    @Test
    void storesABatchInOneWriteAndThenCommits() {
        record(P0, "a", "1");
        record(P1, "b", "1");

        loop.turn();

        assertThat(store.written).containsExactly("a@1", "b@1");
        assertThat(store.writes).isEqualTo(1);
        assertThat(committed(P0)).isEqualTo(1);
        assertThat(committed(P1)).isEqualTo(1);
        assertThat(loop.readiness()).isEqualTo(new Readiness(true, "running"));
    }

    @Test
    void commitsAPositionThatMovedWithoutARecord() {
        loop.turn();
        assertThat(committed(P0)).isZero();
        consumer.seek(P0, 3); // as the marker at the end of a transaction moves it

        loop.turn();

        assertThat(committed(P0)).isEqualTo(3);
    }

    @Test
    void findsTheOneRecordThatTheStoreRefusesAndStoresTheOthers() {
        store.refused = 13;
        for (var revision : List.of("1", "2", "13", "4", "5", "6", "7")) {
            record(P0, "e" + revision, revision);
        }

        loop.turn();

        assertThat(store.written).containsExactly("e1@1", "e2@2", "e4@4", "e5@5", "e6@6", "e7@7");
        assertThat(producer.history()).hasSize(1);
        var letter = producer.history().getFirst();
        assertThat(letter.topic()).isEqualTo(Topics.DEAD_LETTERS);
        assertThat(letter.value()).isEqualTo(bytes("13"));
        assertThat(header(letter.headers().lastHeader(DeadLetter.CAUSE).value())).isEqualTo("STORE_REJECTED");
        assertThat(header(letter.headers().lastHeader(DeadLetter.MESSAGE).value())).isEqualTo("no thirteens");
        assertThat(header(letter.headers().lastHeader(DeadLetter.STAGE).value())).isEqualTo("sink-memory");
        assertThat(header(letter.headers().lastHeader(DeadLetter.OFFSET).value())).isEqualTo("2");
        assertThat(committed(P0)).isEqualTo(7);
        assertThat(counted("written")).isEqualTo(6);
        assertThat(counted("rejected")).isEqualTo(1);
    }

    @Test
    void storesTheVersionBelowTheOneThatTheStoreRefuses() {
        store.refused = 13;
        record(P0, "a", "12");
        record(P0, "a", "13");

        loop.turn();

        assertThat(store.written).containsExactly("a@12");
        assertThat(counted("rejected")).isEqualTo(1);
    }

    @Test
    void deadLettersABadRecordAndGoesOn() {
        record(P0, "a", "1");
        record(P0, "b", "bad");
        record(P0, "c", "2");

        loop.turn();

        assertThat(store.written).containsExactly("a@1", "c@2");
        assertThat(producer.history()).hasSize(1);
        assertThat(committed(P0)).isEqualTo(3);
        assertThat(meters.get("copydesk.dead.letters").tags("stage", "sink-memory", "cause", "UNDECODABLE").counter()
                .count()).isEqualTo(1);
    }

    @Test
    void countsEveryRecordOnceHoweverOftenTheTryEndsHalfWay() {
        record(P0, "a", "1");
        record(P0, "b", "bad");
        record(P0, "a", "2");
        store.away = true;
        loop.turn();
        turnAfter(Wait.LONGEST);
        store.away = false;

        turnAfter(Wait.LONGEST);

        assertThat(producer.history()).hasSize(1);
        assertThat(counted("written")).isEqualTo(1);
        assertThat(counted("unchanged")).isEqualTo(1);
        assertThat(counted("rejected")).isEqualTo(1);
        assertThat(store.written).containsExactly("a@2");
    }

    @Test
    void pausesAndKeepsPollingWhileTheStoreIsAwayAndThenGoesOn() {
        record(P0, "a", "1");
        store.away = true;

        loop.turn();

        assertThat(consumer.paused()).containsExactlyInAnyOrder(P0, P1);
        assertThat(consumer.committed(Set.of(P0)).get(P0)).isNull();
        assertThat(loop.readiness()).isEqualTo(new Readiness(false, "waiting for memory: gone fishing"));
        assertThat(loop.waitingFor()).isEqualTo("memory");
        record(P0, "b", "1");
        turnAfter(Wait.LONGEST);
        assertThat(producer.history()).isEmpty();

        store.away = false;
        turnAfter(Wait.LONGEST);
        loop.turn();

        assertThat(consumer.paused()).isEmpty();
        assertThat(store.written).containsExactly("a@1", "b@1");
        assertThat(committed(P0)).isEqualTo(2);
        assertThat(loop.readiness().ready()).isTrue();
        assertThat(loop.waitingFor()).isNull();
    }

    @Test
    void backsOffLongerAfterEachFailedTry() {
        store.away = true;
        record(P0, "a", "1");
        loop.turn();
        store.away = false;

        turnAfter(Wait.FIRST.minusMillis(1));
        assertThat(store.written).isEmpty();
        turnAfter(Duration.ofMillis(1));

        assertThat(store.written).containsExactly("a@1");
        var tenth = Wait.after(null, "x", "", clock.instant());
        for (int i = 0; i < 9; i++) {
            tenth = Wait.after(tenth, "x", "", clock.instant());
        }
        assertThat(tenth.pause()).isEqualTo(Wait.LONGEST);
    }

    @Test
    void noticesAStoreThatGoesAwayWhileThereIsNothingToStore() {
        loop.turn();
        store.away = true;

        turnAfter(Duration.ofSeconds(6));

        assertThat(loop.readiness().ready()).isFalse();
    }

    @Test
    void waitsForTheRegistryWithoutADeadLetter() {
        registryAway = true;
        record(P0, "a", "1");
        loop.turn();
        assertThat(loop.readiness().reason()).startsWith("waiting for schema registry");
        registryAway = false;

        turnAfter(Wait.LONGEST);

        assertThat(store.written).containsExactly("a@1");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void doesNotPassABadRecordBeforeItsDeadLetterIsAcknowledged() {
        producer.sendException = new TimeoutException("no broker");
        record(P0, "b", "bad");
        loop.turn();
        assertThat(consumer.committed(Set.of(P0)).get(P0)).isNull();
        assertThat(counted("rejected")).isZero();
        producer.sendException = null;

        turnAfter(Wait.LONGEST);

        assertThat(committed(P0)).isEqualTo(1);
        assertThat(counted("rejected")).isEqualTo(1);
    }

    @Test
    void dropsWhatItHasInHandOfAPartitionThatWasTakenAway() {
        store.away = true;
        record(P0, "a", "1");
        record(P1, "b", "1");
        loop.turn();
        consumer.rebalance(List.of(P1));
        consumer.seek(P1, 1);
        store.away = false;

        turnAfter(Wait.LONGEST);

        assertThat(store.written).containsExactly("b@1");
        assertThat(consumer.committed(Set.of(P0)).get(P0)).isNull();
    }

    @Test
    void storesNothingThatItHadInHandWhenItWasStoppedAndReadsItAgain() {
        record(P0, "a", "1");
        record(P0, "b", "1");
        record(P1, "c", "1");
        loop.turn();
        record(P0, "d", "1");
        consumer.schedulePollTask(() -> clock.now = clock.now.plusSeconds(6));

        loop.turn();

        assertThat(store.written).containsExactly("a@1", "b@1", "c@1");
        assertThat(consumer.position(P0)).isEqualTo(2);
        assertThat(consumer.position(P1)).isEqualTo(1);
        next[0] = 2;
        record(P0, "d", "1");
        loop.turn();
        assertThat(store.written).containsExactly("a@1", "b@1", "c@1", "d@1");
        assertThat(committed(P0)).isEqualTo(3);
    }

    @Test
    void waitsForKafkaThatRefusesItsTopicsAndThenGoesOn() {
        record(P0, "a", "1");
        consumer.setPollException(new TopicAuthorizationException(Set.of(TOPIC)));

        loop.turn();

        assertThat(loop.readiness()).isEqualTo(
                new Readiness(false, "waiting for Kafka: Not authorized to access topics: [copydesk.entries]"));
        assertThat(loop.waitingFor()).isEqualTo("Kafka");
        loop.turn(); // does not ask again at once
        assertThat(store.written).isEmpty();

        turnAfter(Wait.LONGEST);
        assertThat(loop.readiness()).isEqualTo(new Readiness(false, "joining the consumer group"));
        consumer.rebalance(List.of(P0, P1)); // as a group does with a member that is new
        record(P0, "a", "1");
        loop.turn();

        assertThat(store.written).containsExactly("a@1");
        assertThat(loop.readiness()).isEqualTo(new Readiness(true, "running"));
    }

    @Test
    void waitsForKafkaThatRefusesItsPassword() {
        consumer.setPollException(new SaslAuthenticationException("invalid credentials"));

        loop.turn();

        assertThat(loop.readiness()).isEqualTo(new Readiness(false, "waiting for Kafka: invalid credentials"));
    }

    @Test
    void takesANewProducerForLettersAfterItsRightWasMissing() {
        var refused = new MockProducer<byte[], byte[]>(true, null, new ByteArraySerializer(),
                new ByteArraySerializer());
        refused.sendException = new ClusterAuthorizationException("may not");
        var allowed = producer;
        producer = refused;
        loop = loop();
        producer = allowed;
        record(P0, "b", "bad");

        loop.turn();
        assertThat(loop.waitingFor()).isEqualTo("dead letters");
        turnAfter(Wait.LONGEST);

        assertThat(refused.closed()).isTrue();
        assertThat(producer.history()).hasSize(1);
        assertThat(committed(P0)).isEqualTo(1);
    }

    @Test
    void pausesPartitionsThatItIsGivenWhileItWaits() {
        store.away = true;
        consumer.rebalance(List.of(P0));
        record(P0, "a", "1");
        loop.turn();

        consumer.rebalance(List.of(P0, P1));

        assertThat(consumer.paused()).contains(P1);
    }

    private SinkLoop loop() {
        var work = new Work(this::decode, store, new DeadLetters("sink-memory", () -> producer),
                new Tally(store.name(), "sink-memory", store.topics(), meters, clock));
        return new SinkLoop(store, false, consumer, work, clock);
    }

    private Delivery decode(ConsumerRecord<byte[], byte[]> record) {
        if (registryAway) {
            throw new RegistryUnavailableException("no answer", new IllegalStateException());
        }
        var value = new String(record.value(), StandardCharsets.UTF_8);
        if (value.equals("bad")) {
            throw new BadRecordException(Cause.UNDECODABLE, "bad");
        }
        var key = new String(record.key(), StandardCharsets.UTF_8);
        return new Delivery(record.topic(), record.partition(), record.offset(), record.timestamp(), key,
                new Item.State(Samples.entry(key, Integer.parseInt(value))));
    }

    private void record(TopicPartition partition, String key, String value) {
        consumer.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(),
                next[partition.partition()]++, bytes(key), bytes(value)));
    }

    private void turnAfter(Duration time) {
        clock.now = clock.now.plus(time);
        loop.turn();
    }

    private long committed(TopicPartition partition) {
        return Objects.requireNonNull(consumer.committed(Set.of(partition)).get(partition)).offset();
    }

    private double counted(String outcome) {
        var counter = meters.find("copydesk.sink.records").tags("topic", TOPIC, "outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static final class PassingClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
