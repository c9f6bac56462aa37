package io.copydesk.ingest.source;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.source.SourceChange.Kind;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.KafkaAnswers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The sources that an operator's file names against those on [Topics#SOURCES].
public final class SourcesAdmin {
    private final Map<String, String> kafka;
    private final Contracts contracts;

    /// @param kafka settings of Kafka's clients, `bootstrap.servers` among them
    public SourcesAdmin(Map<String, String> kafka, Contracts contracts) {
        this.kafka = Map.copyOf(kafka);
        this.contracts = contracts;
    }

    /// What `apply` would change, by source id; reads only.
    ///
    /// @throws KafkaException when the cluster does not answer
    public List<SourceChange> check(List<SourceDefinition> wanted) {
        var found = read();
        var changes = new TreeMap<String, Kind>();
        found.keySet().forEach(id -> changes.put(id, Kind.REMOVE));
        for (var definition : wanted) {
            var existing = found.get(definition.getId());
            if (existing == null) {
                changes.put(definition.getId(), Kind.ADD);
            } else if (existing.equals(Optional.of(definition))) {
                changes.remove(definition.getId());
            } else {
                changes.put(definition.getId(), Kind.REPLACE);
            }
        }
        return changes.entrySet().stream().map(change -> new SourceChange(change.getValue(), change.getKey())).toList();
    }

    /// Puts what is new or different and tombstones what is gone; returns when Kafka has acknowledged all of it.
    ///
    /// @return what was changed
    /// @throws KafkaException when the cluster does not answer
    public List<SourceChange> apply(List<SourceDefinition> wanted) {
        var changes = check(wanted);
        var byId = wanted.stream().collect(Collectors.toMap(SourceDefinition::getId, definition -> definition));
        var config = new HashMap<String, Object>(kafka);
        config.put("acks", "all");
        try (var values = contracts.serde(Topics.SOURCES).serializer();
                var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            var sent = new ArrayList<Future<?>>();
            for (var change : changes) {
                var value = switch (change.kind()) {
                    case ADD, REPLACE -> values.serialize(Topics.SOURCES.name(), byId.get(change.source()));
                    case REMOVE -> null;
                };
                sent.add(producer.send(new ProducerRecord<>(Topics.SOURCES.name(), change.source(), value)));
            }
            sent.forEach(KafkaAnswers::answered);
        }
        return changes;
    }

    /// By id; empty for a record that cannot be read, so that it is replaced or removed.
    private Map<String, Optional<SourceDefinition>> read() {
        var found = new HashMap<String, Optional<SourceDefinition>>();
        try (var values = contracts.serde(Topics.SOURCES).deserializer();
                var consumer = new KafkaConsumer<>(new HashMap<String, Object>(kafka), new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicReading.toEnd(consumer, Topics.SOURCES.name(), record -> {
                if (record.value() == null) {
                    found.remove(record.key());
                    return;
                }
                try {
                    found.put(record.key(), Optional.of(values.deserialize(record.topic(), record.value())));
                } catch (BadRecordException e) {
                    found.put(record.key(), Optional.empty());
                }
            });
        }
        return found;
    }
}
