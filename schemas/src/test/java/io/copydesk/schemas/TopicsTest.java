package io.copydesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {
    @Test
    void keepsEachTopicAsTheDesignSays() {
        var kept = Topics.CONTRACTED.stream().collect(Collectors.toMap(Topic::name, topic -> kept(topic.config())));
        kept.put(Topics.DEAD_LETTERS, kept(Topics.DEAD_LETTERS_CONFIG));

        assertThat(kept).isEqualTo(Map.of("copydesk.raw", "delete 30", "copydesk.entries", "compact",
                "copydesk.changes", "delete 30", "copydesk.stories", "compact", "copydesk.trends", "compact,delete 7",
                "copydesk.sources", "compact", "copydesk.ingest-state", "compact", "copydesk.source-health",
                "compact,delete 7", "copydesk.dead-letters", "delete 30"));
    }

    @Test
    void allowsRecordsOf2MiBEverywhere() {
        assertThat(Topics.CONTRACTED).allSatisfy(
                topic -> assertThat(topic.config()).containsEntry("max.message.bytes", "2097152"));
        assertThat(Topics.DEAD_LETTERS_CONFIG).containsEntry("max.message.bytes", "2097152");
    }

    @Test
    void givesTheStateOfSourcesAsManyPartitionsAsTheSources() {
        assertThat(Topics.INGEST_STATE.partitions()).isEqualTo(Topics.SOURCES.partitions());
    }

    @ParameterizedTest
    @CsvSource({"dw", "independent", "rt.com", "a-1_b.c", "джерело"})
    void putsTheStateOfAnEntryWhereItsSourceIs(String source) {
        int partition = BuiltInPartitioner.partitionForKey(source.getBytes(StandardCharsets.UTF_8), 6);
        assertThat(IngestStateKey.partition(source, 6)).isEqualTo(partition);
        assertThat(IngestStateKey.partition(IngestStateKey.of(source), 6)).isEqualTo(partition);
        assertThat(IngestStateKey.partition(IngestStateKey.of(source, "guid|42"), 6)).isEqualTo(partition);
        assertThat(IngestStateKey.source(IngestStateKey.of(source, "guid|42"))).isEqualTo(source);
    }

    private static String kept(Map<String, String> config) {
        var retention = config.get("retention.ms");
        return config.get("cleanup.policy")
                + (retention == null ? "" : " " + Long.parseLong(retention) / (24 * 60 * 60 * 1000));
    }
}
