package io.copydesk.command;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.IngestStateKey;
import io.copydesk.schemas.Topics;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Observations on their way to raw once more: in their order, under the same keys, with the current time as the time of
/// the record, since a topic deletes what is older than its retention.
final class Republishing implements AutoCloseable {
    /// Null where they are only counted.
    private final @Nullable Wire wire;
    private final Map<String, Long> looks = new TreeMap<>();
    private final Set<String> sources = new HashSet<>();
    private long count;

    private record Wire(Producer<String, byte[]> producer, Contracts contracts, Clock clock,
            AtomicReference<Exception> failure) {
        void send(ProducerRecord<String, byte[]> record) {
            rethrow();
            var unused = producer.send(record, (_, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
        }

        void rethrow() {
            var failed = failure.get();
            if (failed != null) {
                throw new KafkaException("not acknowledged: make the topics anew before you start again", failed);
            }
        }
    }

    private Republishing(@Nullable Wire wire) {
        this.wire = wire;
    }

    static Republishing counting() {
        return new Republishing(null);
    }

    static Republishing to(Map<String, String> kafka, Contracts contracts, Clock clock) {
        var settings = new HashMap<String, Object>(kafka);
        settings.put("enable.idempotence", "true");
        settings.put("acks", "all");
        settings.put("max.request.size", Topics.MAX_RECORD_BYTES);
        settings.put("linger.ms", "20");
        return to(new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()), contracts, clock);
    }

    /// @param producer is closed with this
    static Republishing to(Producer<String, byte[]> producer, Contracts contracts, Clock clock) {
        return new Republishing(new Wire(producer, contracts, clock, new AtomicReference<>()));
    }

    void publish(String key, Observation seen) {
        if (wire != null) {
            wire.send(new ProducerRecord<>(Topics.RAW.name(), null, wire.clock.millis(), key,
                    wire.contracts.serde(Topics.RAW).serializer().serialize(Topics.RAW.name(), seen)));
        }
        boolean isLook = seen.getSignal() != Signal.RETAG && seen.getSignal() != Signal.ERASE;
        if (isLook) {
            sources.add(seen.getSource());
        }
        if (isLook && seen.getLook() > 0) {
            looks.merge(seen.getSource(), seen.getLook(), Math::max);
        }
        count++;
    }

    /// Has ingest number its looks from where they ended: to enrich, a lower look of a source is a late one.
    ///
    /// @throws KafkaException when anything was not acknowledged
    void finish() {
        if (wire == null) {
            return;
        }
        int partitions = wire.producer.partitionsFor(Topics.INGEST_STATE.name()).size();
        var serializer = wire.contracts.serde(Topics.INGEST_STATE).serializer();
        looks.forEach((source, look) -> wire.send(new ProducerRecord<>(Topics.INGEST_STATE.name(),
                IngestStateKey.partition(source, partitions), wire.clock.millis(), IngestStateKey.of(source),
                serializer.serialize(Topics.INGEST_STATE.name(),
                        IngestState.newBuilder().setSource(source).setLook(look).build()))));
        wire.producer.flush();
        wire.rethrow();
    }

    long count() {
        return count;
    }

    int sources() {
        return sources.size();
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.producer.close();
        }
    }
}
