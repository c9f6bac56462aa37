package io.copydesk.system;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes to the feed of changes what enrich could write, had it taken it in.
final class ChangeWriter implements AutoCloseable {
    private final Contracts contracts;
    private final KafkaProducer<String, Change> producer;

    ChangeWriter(String bootstrapServers, String registry) {
        this.contracts = Contracts.connect(registry, Map.of());
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(),
                contracts.serde(Topics.CHANGES).serializer());
    }

    /// A new entry, seen now.
    static Entry.Builder entry(String id, String headline, String body) {
        var now = Instant.now();
        return Entry.newBuilder().setId(id).setBlog("writer-live").setSource("writer").setStatus(EntryStatus.LIVE)
                .setRevision(1).setVersion(1L << 20).setHeadline(headline).setBody(body).setLanguage("en")
                .setOccurredAt(now).setFirstObservedAt(now).setObservedAt(now);
    }

    Future<RecordMetadata> write(Entry entry) {
        return producer.send(new ProducerRecord<>(Topics.CHANGES.name(), entry.getId(),
                Change.newBuilder().setEntry(entry.getId()).setBlog(entry.getBlog()).setKind(ChangeKind.NEW)
                        .setVersion(entry.getVersion()).setRevision(entry.getRevision())
                        .setObservedAt(entry.getObservedAt()).setState(entry).build()));
    }

    @Override
    public void close() {
        producer.close();
        contracts.close();
    }
}
