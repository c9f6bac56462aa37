package io.copydesk.sink;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Trend;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// From a record's bytes to what it asks of a store.
final class Decoder {
    private final Deserializer<Observation> observations;
    private final Deserializer<Entry> entries;
    private final Deserializer<Change> changes;
    private final Deserializer<StoryLink> links;
    private final Deserializer<Trend> trends;

    Decoder(Contracts contracts) {
        this.observations = contracts.serde(Topics.RAW).deserializer();
        this.entries = contracts.serde(Topics.ENTRIES).deserializer();
        this.changes = contracts.serde(Topics.CHANGES).deserializer();
        this.links = contracts.serde(Topics.STORIES).deserializer();
        this.trends = contracts.serde(Topics.TRENDS).deserializer();
    }

    /// @throws BadRecordException when the record can never be read, or breaks the contract
    /// @throws io.copydesk.schemas.RegistryUnavailableException when its schema cannot be had now
    Delivery decode(ConsumerRecord<byte[], byte[]> record) {
        var key = key(record.key());
        return new Delivery(record.topic(), record.partition(), record.offset(), record.timestamp(), key,
                item(record, key));
    }

    private Item item(ConsumerRecord<byte[], byte[]> record, String key) {
        if (record.topic().equals(Topics.ENTRIES.name())) {
            var entry = value(entries, record);
            return entry == null ? new Item.Forgotten(key) : new Item.State(keyed(key, entry.getId(), entry));
        }
        if (record.topic().equals(Topics.CHANGES.name())) {
            var change = required(changes, record);
            return new Item.Changed(keyed(key, change.getEntry(), change));
        }
        if (record.topic().equals(Topics.STORIES.name())) {
            var link = value(links, record);
            return link == null ? new Item.Unlinked(key) : new Item.Linked(keyed(key, link.getEntry(), link));
        }
        if (record.topic().equals(Topics.TRENDS.name())) {
            return new Item.Counted(required(trends, record));
        }
        if (record.topic().equals(Topics.RAW.name())) {
            return new Item.Observed(required(observations, record));
        }
        throw new IllegalStateException("no store asked for " + record.topic());
    }

    private static <T> T required(Deserializer<T> deserializer, ConsumerRecord<byte[], byte[]> record) {
        var value = value(deserializer, record);
        if (value == null) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "no value");
        }
        return value;
    }

    private static <T> @Nullable T value(Deserializer<T> deserializer, ConsumerRecord<byte[], byte[]> record) {
        return deserializer.deserialize(record.topic(), record.value());
    }

    private static String key(byte @Nullable [] key) {
        if (key == null || key.length == 0) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "no key");
        }
        return new String(key, StandardCharsets.UTF_8);
    }

    // a tombstone names its entry by the key alone, so the key must be the id
    private static <T> T keyed(String key, String id, T value) {
        if (!key.equals(id)) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "the key is not the id of the entry");
        }
        return value;
    }
}
