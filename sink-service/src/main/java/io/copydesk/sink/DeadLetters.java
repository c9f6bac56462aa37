package io.copydesk.sink;

import io.copydesk.runtime.Refusal;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Where the records go that can never be stored. A letter is acknowledged by all replicas before [#send] returns: only
/// then may the offset of its record be committed.
final class DeadLetters implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final String stage;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private Producer<byte[], byte[]> producer;

    DeadLetters(String stage, Supplier<Producer<byte[], byte[]>> producers) {
        this.stage = stage;
        this.producers = producers;
        this.producer = producers.get();
    }

    static DeadLetters connect(String stage, Map<String, String> kafka) {
        var config = new HashMap<String, Object>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        // both together stay far below max.poll.interval.ms: the consumer must come back to its polls
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return new DeadLetters(stage,
                () -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    String stage() {
        return stage;
    }

    /// Sends and waits.
    ///
    /// @throws DeadLettersUnavailableException when it was not acknowledged; it may have been written all the same
    void send(ConsumerRecord<byte[], byte[]> record, BadRecordException failure) {
        var letter = DeadLetter.of(stage, record.topic(), record.partition(), record.offset(), record.key(),
                record.value(), record.headers(), failure);
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            renewIfRefused(cause);
            throw new DeadLettersUnavailableException(cause);
        } catch (KafkaException e) {
            renewIfRefused(e);
            throw new DeadLettersUnavailableException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /// A producer that was refused once never sends again, also when it has got its rights.
    private void renewIfRefused(Throwable failure) {
        if (Refusal.isCauseOf(failure)) {
            producer.close(Duration.ZERO);
            producer = producers.get();
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
