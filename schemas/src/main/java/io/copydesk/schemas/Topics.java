package io.copydesk.schemas;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.SourceHealth;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Trend;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every topic of Copydesk, declared once: `./copydesk topics apply` creates or checks them, the services
/// and the documentation read them from here.
public final class Topics {
    /// What topics and producers allow for one record, bytes.
    public static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

    private static final int PARTITIONS = 6;
    private static final String COMPACT = "compact";
    private static final String DELETE = "delete";

    /// Keyed by blog: order within a blog carries edits, deletes and the memory of names.
    public static final Topic<Observation> RAW = topic("copydesk.raw", "blog id", Observation.class, DELETE, days(30));
    /// Keyed by entry: the current enriched state, for bootstrapping any store or team.
    public static final Topic<Entry> ENTRIES = topic("copydesk.entries", "entry id", Entry.class, COMPACT, Map.of());
    /// Keyed by entry: the change feed, written in the transaction that writes the entry.
    public static final Topic<Change> CHANGES = topic("copydesk.changes", "entry id", Change.class, DELETE, days(30));
    /// Keyed by entry: links arrive later than the entry and may be revised.
    public static final Topic<StoryLink> STORIES = topic("copydesk.stories", "entry id", StoryLink.class, COMPACT,
            Map.of());
    /// Keyed by tag|windowStart: counts in tumbling windows of 5 minutes.
    public static final Topic<Trend> TRENDS = topic("copydesk.trends", "`tag|windowStart`", Trend.class,
            COMPACT + "," + DELETE, days(7));
    /// Keyed by source; whoever owns its partition polls it.
    public static final Topic<SourceDefinition> SOURCES = topic("copydesk.sources", "source id", SourceDefinition.class,
            COMPACT,
            Map.of());
    /// Keyed by source, or by source id + '|' + evidence; partitioned by the source id alone, like `sources`: only
    /// [IngestStateKey] makes its keys and partitions.
    public static final Topic<IngestState> INGEST_STATE = topic("copydesk.ingest-state",
            "source id, or source id, `|` and evidence", IngestState.class, COMPACT,
            Map.of());
    /// Keyed by source.
    public static final Topic<SourceHealth> SOURCE_HEALTH = topic("copydesk.source-health", "source id",
            SourceHealth.class,
            COMPACT + "," + DELETE, days(7));

    /// The topics whose values have a contract, in the order of the data.
    public static final List<Topic<?>> CONTRACTED = List.of(SOURCES, INGEST_STATE, SOURCE_HEALTH, RAW, ENTRIES, CHANGES,
            STORIES, TRENDS);

    /// Bytes as they were read, keyed as read; what they are stands in the headers, see [DeadLetter].
    public static final String DEAD_LETTERS = "copydesk.dead-letters";
    public static final int DEAD_LETTERS_PARTITIONS = PARTITIONS;
    public static final Map<String, String> DEAD_LETTERS_CONFIG = config(DELETE, days(30));

    private Topics() {}

    private static <T extends org.apache.avro.specific.SpecificRecordBase> Topic<T> topic(String name, String key,
            Class<T> value, String cleanup, Map<String, String> kept) {
        return new Topic<>(name, key, value, PARTITIONS, config(cleanup, kept));
    }

    private static Map<String, String> config(String cleanup, Map<String, String> kept) {
        var config = new HashMap<>(kept);
        config.put("cleanup.policy", cleanup);
        config.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
        // the record timestamp is the time of observation, which the writer sets
        config.put("message.timestamp.type", "CreateTime");
        return Map.copyOf(config);
    }

    private static Map<String, String> days(int days) {
        return Map.of("retention.ms", Long.toString(Duration.ofDays(days).toMillis()));
    }
}
