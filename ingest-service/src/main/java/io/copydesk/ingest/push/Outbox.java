package io.copydesk.ingest.push;

import io.copydesk.contracts.Observation;
import io.copydesk.ingest.poll.Wire;
import io.copydesk.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Puts observations on the raw topic outside of any transaction, and says when Kafka has acknowledged them.
public final class Outbox implements AutoCloseable {
    /// Kafka gives up on a record after this, so that the caller hears of it within 10 s.
    private static final int DELIVERY_MS = 7_000;
    private static final int REQUEST_MS = 3_000;
    private static final int BLOCK_MS = 4_000;
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(8);

    private final Producer<byte[], byte[]> producer;
    private final Wire wire;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    /// @param kafka settings of Kafka's clients, `bootstrap.servers` among them
    public Outbox(Map<String, String> kafka, Wire wire) {
        this.wire = wire;
        var config = new HashMap<String, Object>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Returns when Kafka has acknowledged all of them.
    ///
    /// @throws KafkaException within 10 s when it has not: some may have been written, and may be sent again
    public void send(List<Observation> observations) {
        var sent = CompletableFuture.runAsync(() -> sendAll(observations), senders);
        try {
            sent.get(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka or the schema registry did not answer in time", e);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /// Sends a dead letter and waits for it.
    ///
    /// @throws KafkaException when Kafka has not acknowledged it
    public void letter(ProducerRecord<byte[], byte[]> letter) {
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void sendAll(List<Observation> observations) {
        // encoded first: an absent registry must not leave half of a request behind
        var records = observations.stream().map(wire::raw).toList();
        var acknowledgements = new ArrayList<Future<?>>(records.size());
        for (var record : records) {
            acknowledgements.add(producer.send(record));
        }
        for (var acknowledgement : acknowledgements) {
            try {
                acknowledgement.get();
            } catch (ExecutionException e) {
                throw new KafkaException(e.getCause());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        producer.close(ANSWERED_WITHIN);
    }
}
