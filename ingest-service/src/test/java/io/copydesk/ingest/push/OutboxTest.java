package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final List<Observation> BATCH = List.of(update("a"), update("b"), update("c"));

    private static Observation update(String body) {
        return Observation.newBuilder().setSource("s").setBlog("b").setBody(body).setSignal(Signal.SEEN).build();
    }

    private static ProducerRecord<byte[], byte[]> encoded(Observation observation) {
        return new ProducerRecord<>("raw", observation.getBody().getBytes(StandardCharsets.UTF_8));
    }

    /// Acknowledges every record but the one that it is told to fail.
    private static final class Broker extends MockProducer<byte[], byte[]> {
        private final List<String> sent = new ArrayList<>();
        private final String failing;
        private final KafkaException failure;

        Broker(String failing) {
            this(failing, new KafkaException("away"));
        }

        Broker(String failing, KafkaException failure) {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.failing = failing;
            this.failure = failure;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            var body = new String(record.value(), StandardCharsets.UTF_8);
            sent.add(body);
            var acknowledgement = super.send(record, callback);
            boolean done = body.equals(failing) ? errorNext(failure) : completeNext();
            assertThat(done).isTrue();
            return acknowledgement;
        }
    }

    @Test
    void sendsTheWholeBatchInOrder() {
        var broker = new Broker("");
        try (var outbox = new Outbox(() -> broker, OutboxTest::encoded, LONG)) {
            outbox.send(BATCH, Optional.empty());
        }
        assertThat(broker.sent).containsExactly("a", "b", "c");
    }

    @Test
    void goesOnWithTheTraceOfItsCaller() {
        var caller = TraceContext.begun();
        var broker = new Broker("");
        try (var outbox = new Outbox(() -> broker, OutboxTest::encoded, LONG)) {
            outbox.send(BATCH, Optional.of(caller));
        }
        var traces = broker.history().stream().map(record -> TraceContext.of(record.headers()).orElseThrow()).toList();
        assertThat(traces).hasSize(3).doesNotHaveDuplicates().doesNotContain(caller)
                .allSatisfy(trace -> assertThat(trace.traceId()).isEqualTo(caller.traceId()));
    }

    @Test
    void sendsNothingBehindARecordThatFailed() {
        var broker = new Broker("b");
        try (var outbox = new Outbox(() -> broker, OutboxTest::encoded, LONG)) {
            assertThatThrownBy(() -> outbox.send(BATCH, Optional.empty())).isInstanceOf(KafkaException.class)
                    .hasStackTraceContaining("away");
        }
        assertThat(broker.sent).containsExactly("a", "b");
    }

    @Test
    void sendsWithANewProducerAfterKafkaRefusedIt() {
        var refused = new Broker("a", new TopicAuthorizationException("raw"));
        var allowed = new Broker("");
        var producers = new ArrayDeque<Broker>(List.of(refused, allowed));
        try (var outbox = new Outbox(producers::remove, OutboxTest::encoded, LONG)) {
            assertThatThrownBy(() -> outbox.send(BATCH, Optional.empty())).isInstanceOf(KafkaException.class);
            assertThat(refused.closed()).isTrue();

            outbox.send(BATCH, Optional.empty());
        }
        assertThat(allowed.sent).containsExactly("a", "b", "c");
    }

    @Test
    void sendsNothingOfABatchWhoseTimeIsOver() {
        var broker = new Broker("");
        var registry = new CountDownLatch(1);
        try (var outbox = new Outbox(() -> broker, observation -> {
            try {
                registry.await();
            } catch (InterruptedException e) {
                // a registry client that does not hear of it goes on
            }
            return encoded(observation);
        }, Duration.ofMillis(50))) {
            assertThatThrownBy(() -> outbox.send(BATCH, Optional.empty())).isInstanceOf(KafkaException.class)
                    .hasMessageContaining("registry");
            registry.countDown();
        }
        assertThat(broker.sent).isEmpty();
    }
}
