package io.copydesk.schemas.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.schemas.IngestStateKey;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.Finding.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsAdminIT {
    private static final int ALL = 9;

    private EmbeddedKafka kafka;
    private Admin admin;
    private TopicsAdmin topics;

    @BeforeEach
    void starts(@TempDir Path folder) {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        topics = new TopicsAdmin(admin);
    }

    @AfterEach
    void stops() {
        admin.close();
        kafka.close();
    }

    @Test
    void createsWhatIsMissingOnceAndChecksWithoutTouching() throws Exception {
        assertThat(states(topics.check())).hasSize(ALL).containsOnly(State.MISSING);
        assertThat(admin.listTopics().names().get()).isEmpty();

        assertThat(states(topics.apply())).hasSize(ALL).containsOnly(State.CREATED);
        assertThat(states(topics.check())).hasSize(ALL).containsOnly(State.AS_DECLARED);
        assertThat(states(topics.apply())).hasSize(ALL).containsOnly(State.AS_DECLARED);
        assertThat(admin.listTopics().names().get()).hasSize(ALL).contains(Topics.DEAD_LETTERS);
    }

    @Test
    void findsADriftedSettingAndMendsItAlone() throws Exception {
        topics.apply();
        set("copydesk.changes", "segment.ms", "77777");
        set("copydesk.changes", "retention.ms", "1000");

        var drift = new Finding("copydesk.changes", State.DIFFERENT, "retention.ms was 1000, declared 2592000000");
        await().untilAsserted(
                () -> assertThat(topics.check()).filteredOn(finding -> !finding.fine()).containsExactly(drift));
        assertThat(topics.apply()).filteredOn(finding -> finding.state() != State.AS_DECLARED).containsExactly(
                new Finding("copydesk.changes", State.CHANGED, "retention.ms was 1000, declared 2592000000"));
        assertThat(Finding.allFine(topics.check())).isTrue();
        assertThat(settings("copydesk.changes")).contains("segment.ms=77777");
    }

    @Test
    void refusesToMoveKeysToOtherPartitions() throws Exception {
        topics.apply();
        admin.createPartitions(Map.of("copydesk.sources", NewPartitions.increaseTo(8))).all().get();

        var refused = new Finding("copydesk.sources", State.REFUSED,
                "has 8 partitions, not 6; keys would move to others");
        await().untilAsserted(
                () -> assertThat(topics.check()).filteredOn(finding -> !finding.fine()).containsExactly(refused));
        assertThat(topics.apply()).filteredOn(finding -> !finding.fine()).containsExactly(refused);
    }

    @Test
    void findsTheStateOfASourceWhereTheProducerPutsTheSource() throws Exception {
        topics.apply();
        var config = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (var source : List.of("dw", "independent", "rt", "a", "b", "c", "d", "джерело")) {
                var sent = producer.send(new ProducerRecord<>(Topics.SOURCES.name(), source, "any")).get();
                assertThat(IngestStateKey.partition(IngestStateKey.of(source, "guid"),
                        Topics.INGEST_STATE.partitions())).isEqualTo(sent.partition());
            }
        }
    }

    private void set(String topic, String name, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(resource(topic),
                List.of(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET)))).all().get();
    }

    private List<String> settings(String topic) throws Exception {
        return admin.describeConfigs(List.of(resource(topic))).all().get().values().stream()
                .flatMap(config -> config.entries().stream()).map(entry -> entry.name() + "=" + entry.value()).toList();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static List<State> states(List<Finding> findings) {
        return findings.stream().map(Finding::state).toList();
    }
}
