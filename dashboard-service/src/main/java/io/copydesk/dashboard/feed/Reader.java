package io.copydesk.dashboard.feed;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.SourceHealth;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Trend;
import io.copydesk.dashboard.view.News;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/// What a record says.
final class Reader {
    private final Deserializer<Change> changes;
    private final Deserializer<Entry> entries;
    private final Deserializer<StoryLink> links;
    private final Deserializer<Trend> trends;
    private final Deserializer<SourceHealth> health;

    Reader(Contracts contracts) {
        this.changes = contracts.serde(Topics.CHANGES).deserializer();
        this.entries = contracts.serde(Topics.ENTRIES).deserializer();
        this.links = contracts.serde(Topics.STORIES).deserializer();
        this.trends = contracts.serde(Topics.TRENDS).deserializer();
        this.health = contracts.serde(Topics.SOURCE_HEALTH).deserializer();
    }

    /// @throws io.copydesk.schemas.BadRecordException when the record can never be read
    /// @throws io.copydesk.schemas.RegistryUnavailableException when its schema cannot be had now
    News read(ConsumerRecord<byte[], byte[]> record) {
        var topic = record.topic();
        var key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (topic.equals(Topics.CHANGES.name())) {
            var change = changes.deserialize(topic, record.value());
            return change == null ? new News.Nothing() : new News.Changed(change);
        }
        if (topic.equals(Topics.ENTRIES.name())) {
            var entry = entries.deserialize(topic, record.value());
            return entry == null ? new News.Forgotten(key) : new News.Stands(entry);
        }
        if (topic.equals(Topics.STORIES.name())) {
            var link = links.deserialize(topic, record.value());
            return link == null ? new News.Unlinked(key) : new News.Linked(link);
        }
        if (topic.equals(Topics.TRENDS.name())) {
            var trend = trends.deserialize(topic, record.value());
            return trend == null ? new News.Nothing() : new News.Counted(trend);
        }
        if (topic.equals(Topics.SOURCE_HEALTH.name())) {
            var state = health.deserialize(topic, record.value());
            return state == null ? new News.Nothing() : new News.Fares(state);
        }
        throw new IllegalStateException("nobody asked for " + topic);
    }
}
