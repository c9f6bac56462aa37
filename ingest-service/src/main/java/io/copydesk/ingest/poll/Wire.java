package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.SourceHealth;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.IngestStateKey;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/// Ingest's records as bytes. Encoded before a transaction begins, so that an absent registry leaves none open.
public final class Wire {
    private final Serde<Observation> observations;
    private final Serde<IngestState> states;
    private final Serde<SourceHealth> healths;
    private final Serde<SourceDefinition> sources;

    public Wire(Contracts contracts) {
        observations = contracts.serde(Topics.RAW);
        states = contracts.serde(Topics.INGEST_STATE);
        healths = contracts.serde(Topics.SOURCE_HEALTH);
        sources = contracts.serde(Topics.SOURCES);
    }

    /// Partitioned by the blog; stamped with the time of observation; with a trace of its own.
    public ProducerRecord<byte[], byte[]> raw(Observation observation) {
        var record = new ProducerRecord<>(Topics.RAW.name(), null, observation.getObservedAt().toEpochMilli(),
                key(observation.getBlog()), observations.serializer().serialize(Topics.RAW.name(), observation));
        TraceContext.begun().put(record.headers());
        return record;
    }

    ProducerRecord<byte[], byte[]> state(int partition, String source, @Nullable String evidence,
            @Nullable IngestState state, Instant at) {
        var key = evidence == null ? IngestStateKey.of(source) : IngestStateKey.of(source, evidence);
        var value = state == null ? null : states.serializer().serialize(Topics.INGEST_STATE.name(), state);
        return new ProducerRecord<>(Topics.INGEST_STATE.name(), partition, at.toEpochMilli(), key(key), value);
    }

    ProducerRecord<byte[], byte[]> health(SourceHealth health) {
        return new ProducerRecord<>(Topics.SOURCE_HEALTH.name(), null, health.getSince().toEpochMilli(),
                key(health.getSource()), healths.serializer().serialize(Topics.SOURCE_HEALTH.name(), health));
    }

    IngestState state(ConsumerRecord<?, byte[]> record) {
        return states.deserializer().deserialize(record.topic(), record.value());
    }

    SourceDefinition source(ConsumerRecord<?, byte[]> record) {
        return sources.deserializer().deserialize(record.topic(), record.value());
    }

    private static byte[] key(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
