package io.copydesk.ingest.push;

import io.copydesk.contracts.Observation;
import io.copydesk.ingest.poll.Wire;
import io.copydesk.runtime.Refusal;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.TraceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Puts observations on the raw topic outside of any transaction, and says when Kafka has acknowledged them.
public final class Outbox implements AutoCloseable {
    /// The caller hears within 10 s, and by then Kafka has taken or given up on every record: the last send begins
    /// within 3.5 s, waits 2 s for a place, and its record has 4 s to be delivered.
    private static final Duration SENT_WITHIN = Duration.ofMillis(3_500);
    private static final int BLOCK_MS = 2_000;
    private static final int DELIVERY_MS = 4_000;
    private static final int REQUEST_MS = 2_000;
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(8);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private volatile Producer<byte[], byte[]> producer;
    private final Function<Observation, ProducerRecord<byte[], byte[]>> encoder;
    private final Duration sentWithin;
    private final ExecutorService encoders = Executors.newVirtualThreadPerTaskExecutor();

    /// @param kafka settings of Kafka's clients, `bootstrap.servers` among them
    public Outbox(Map<String, String> kafka, Wire wire) {
        this(() -> producer(kafka), wire::raw, SENT_WITHIN);
    }

    Outbox(Supplier<Producer<byte[], byte[]>> producers,
            Function<Observation, ProducerRecord<byte[], byte[]>> encoder, Duration sentWithin) {
        this.producers = producers;
        this.producer = producers.get();
        this.encoder = encoder;
        this.sentWithin = sentWithin;
    }

    private static Producer<byte[], byte[]> producer(Map<String, String> kafka) {
        var config = new HashMap<String, Object>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Returns when Kafka has acknowledged all of them.
    ///
    /// @throws KafkaException within 10 s when it has not: some may have been written, and may be sent again. None is
    /// sent after that, when it might replace what was taken since.
    ///
    /// @param caller the trace that the request is part of, if its sender said so
    public void send(List<Observation> observations, Optional<TraceContext> caller) {
        long deadline = System.nanoTime() + sentWithin.toNanos();
        // encoded first: an absent registry must not leave half of a request behind
        var records = encoded(observations, deadline);
        caller.ifPresent(trace -> records.forEach(record -> trace.next().put(record.headers())));
        sendAll(records, deadline);
    }

    /// Sends a dead letter and waits for it.
    ///
    /// @throws KafkaException when Kafka has not acknowledged it
    public void letter(ProducerRecord<byte[], byte[]> letter) {
        var sender = producer;
        try {
            sender.send(letter).get();
        } catch (ExecutionException e) {
            renewIfRefused(sender, e);
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /// In a thread of its own: the registry is waited for longer than the caller waits.
    private List<ProducerRecord<byte[], byte[]>> encoded(List<Observation> observations, long deadline) {
        var encoded = encoders.submit(() -> observations.stream().map(encoder).toList());
        try {
            return encoded.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            encoded.cancel(true);
            throw new KafkaException("The schema registry did not answer in time", e);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /// Stops at the first record that fails, and returns only when nothing that was sent is still on its way.
    private void sendAll(List<ProducerRecord<byte[], byte[]>> records, long deadline) {
        var sender = producer;
        var failure = new AtomicReference<@Nullable Exception>();
        var acknowledgements = new ArrayList<Future<?>>(records.size());
        for (var record : records) {
            if (System.nanoTime() > deadline) {
                failure.compareAndSet(null, new TimeoutException("Kafka did not take all of the updates in time"));
            }
            if (failure.get() != null) {
                break;
            }
            try {
                acknowledgements.add(sender.send(record, (_, failed) -> {
                    if (failed != null) {
                        failure.compareAndSet(null, failed);
                    }
                }));
            } catch (IllegalStateException e) {
                if (sender == producer) {
                    throw e;
                }
                failure.compareAndSet(null, e); // another request has renewed it
            }
        }
        for (var acknowledgement : acknowledgements) {
            try {
                acknowledgement.get();
            } catch (ExecutionException e) {
                failure.compareAndSet(null, e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        var failed = failure.get();
        if (failed != null) {
            renewIfRefused(sender, failed);
            throw new KafkaException(failed);
        }
    }

    /// The producer's own figures.
    public Map<MetricName, ? extends Metric> metrics() {
        return producer.metrics();
    }

    /// A producer that Kafka refused once may never send again, also when it has got its rights.
    private synchronized void renewIfRefused(Producer<byte[], byte[]> sender, Exception failure) {
        if (sender == producer && Refusal.isCauseOf(failure)) {
            producer = producers.get();
            sender.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        encoders.shutdownNow();
        producer.close(CLOSED_WITHIN);
    }
}
