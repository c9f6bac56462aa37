package io.copydesk.dashboard.feed;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.SourceHealth;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Trend;
import io.copydesk.dashboard.view.News;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a record says.
final class Reader {
    private static final Logger log = LoggerFactory.getLogger(Reader.class);

    private final Deserializer<Change> changes;
    private final Deserializer<Entry> entries;
    private final Deserializer<StoryLink> links;
    private final Deserializer<Trend> trends;
    private final Deserializer<SourceHealth> health;

    private final Counter read;
    private final Counter unreadable;

    Reader(Contracts contracts, MeterRegistry meters) {
        this.read = Counter.builder("copydesk.dashboard.records").description("records that were read")
                .register(meters);
        this.unreadable = Counter.builder("copydesk.dashboard.unreadable")
                .description("records that were passed over, since they can never be read").register(meters);
        this.changes = contracts.serde(Topics.CHANGES).deserializer();
        this.entries = contracts.serde(Topics.ENTRIES).deserializer();
        this.links = contracts.serde(Topics.STORIES).deserializer();
        this.trends = contracts.serde(Topics.TRENDS).deserializer();
        this.health = contracts.serde(Topics.SOURCE_HEALTH).deserializer();
    }

    /// One that can never be read is counted and says nothing: whoever must keep it has it in the dead letters.
    ///
    /// @throws io.copydesk.schemas.RegistryUnavailableException when its schema cannot be had now
    News read(ConsumerRecord<byte[], byte[]> record) {
        try {
            var news = news(record);
            read.increment();
            return news;
        } catch (BadRecordException e) {
            unreadable.increment();
            log.atWarn().addKeyValue("topic", record.topic()).addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset()).addKeyValue("cause", e.reason())
                    .log("A record cannot be read");
            return new News.Nothing();
        }
    }

    private News news(ConsumerRecord<byte[], byte[]> record) {
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
