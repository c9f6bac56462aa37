package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
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

        Broker(String failing) {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.failing = failing;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            var body = new String(record.value(), StandardCharsets.UTF_8);
            sent.add(body);
            var acknowledgement = super.send(record, callback);
            boolean done = body.equals(failing) ? errorNext(new KafkaException("away")) : completeNext();
            assertThat(done).isTrue();
            return acknowledgement;
        }
    }

    @Test
    void sendsTheWholeBatchInOrder() {
        var broker = new Broker("");
        try (var outbox = new Outbox(broker, OutboxTest::encoded, LONG)) {
            outbox.send(BATCH);
        }
        assertThat(broker.sent).containsExactly("a", "b", "c");
    }

    @Test
    void sendsNothingBehindARecordThatFailed() {
        var broker = new Broker("b");
        try (var outbox = new Outbox(broker, OutboxTest::encoded, LONG)) {
            assertThatThrownBy(() -> outbox.send(BATCH)).isInstanceOf(KafkaException.class)
                    .hasStackTraceContaining("away");
        }
        assertThat(broker.sent).containsExactly("a", "b");
    }

    @Test
    void sendsNothingOfABatchWhoseTimeIsOver() {
        var broker = new Broker("");
        var registry = new CountDownLatch(1);
        try (var outbox = new Outbox(broker, observation -> {
            try {
                registry.await();
            } catch (InterruptedException e) {
                // a registry client that does not hear of it goes on
            }
            return encoded(observation);
        }, Duration.ofMillis(50))) {
            assertThatThrownBy(() -> outbox.send(BATCH)).isInstanceOf(KafkaException.class)
                    .hasMessageContaining("registry");
            registry.countDown();
        }
        assertThat(broker.sent).isEmpty();
    }
}
