package io.copydesk.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    Path data;

    @Test
    void keepsAddressClusterAndRecordsOverARestart() throws Exception {
        String address;
        String cluster;
        try (var kafka = EmbeddedKafka.start(data)) {
            address = kafka.bootstrapServers();
            cluster = clusterOf(kafka);
            Records.createTopic(address, "updates");
            Records.send(address, "updates", "first", "second");
        }
        try (var kafka = EmbeddedKafka.start(data)) {
            assertThat(kafka.bootstrapServers()).isEqualTo(address).startsWith("127.0.0.1:");
            assertThat(clusterOf(kafka)).isEqualTo(cluster);
            assertThat(Records.readAll(address, "updates")).containsExactly("first", "second");
        }
    }

    @Test
    void commitsTransactionsOfARecordOfTwoMebibytes() throws Exception {
        try (var kafka = EmbeddedKafka.start(data)) {
            Records.createTopic(kafka.bootstrapServers(), "updates");
            var large = "x".repeat(2_000_000);
            try (var producer = Records.producer(kafka.bootstrapServers(), Map.of("transactional.id", "one"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("updates", large)).get();
                producer.commitTransaction();
            }
            assertThat(Records.readAll(kafka.bootstrapServers(), "updates")).containsExactly(large);
        }
    }

    /// Kafka 4.3 forgets some of these ends, if nothing is done about it: KAFKA-20734.
    @Test
    void endsEveryTransactionThatWasOpenAtAKill() throws Exception {
        Program.runAndKillWhenReady(data.resolve("program.log"), Committing.class, data.resolve("kafka").toString());

        try (var kafka = EmbeddedKafka.start(data.resolve("kafka"));
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var written = ends(admin, IsolationLevel.READ_UNCOMMITTED);
            assertThat(written.values()).hasSize(Committing.PARTITIONS).allMatch(end -> end > 0);
            await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(
                    ends(admin, IsolationLevel.READ_COMMITTED))
                    .isEqualTo(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
        }
    }

    private static Map<Integer, Long> ends(Admin admin, IsolationLevel isolation) throws Exception {
        var partitions = IntStream.range(0, Committing.PARTITIONS).boxed().collect(Collectors.toMap(
                partition -> new TopicPartition(Committing.TOPIC, partition), partition -> OffsetSpec.latest()));
        return admin.listOffsets(partitions, new ListOffsetsOptions(isolation)).all().get().entrySet().stream()
                .collect(Collectors.toMap(end -> end.getKey().partition(), end -> end.getValue().offset()));
    }

    @Test
    void refusesASecondBrokerOnTheSameData() {
        try (var kafka = EmbeddedKafka.start(data)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(data))
                    .isInstanceOf(DataInUseException.class)
                    .hasMessage(data.toAbsolutePath() + " is in use by process " + ProcessHandle.current().pid()
                            + "; stop it, or choose another data directory");
            assertThat(kafka.bootstrapServers()).isNotEmpty();
        }
    }

    @Test
    void runsTwoBrokersOnTwoDirectories() throws Exception {
        try (var one = EmbeddedKafka.start(data.resolve("one")); var two = EmbeddedKafka.start(data.resolve("two"))) {
            Records.createTopic(one.bootstrapServers(), "only-here");
            assertThat(topics(one)).containsExactly("only-here");
            assertThat(topics(two)).isEmpty();
        }
    }

    @Test
    void createsNoTopicByUse() {
        try (var kafka = EmbeddedKafka.start(data);
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("unheard-of")).allTopicNames().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            assertThatThrownBy(() -> Records.send(kafka.bootstrapServers(), "unheard-of", "lost"))
                    .isInstanceOf(ExecutionException.class);
        }
    }

    private static Set<String> topics(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }

    private static String clusterOf(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.describeCluster().clusterId().get();
        }
    }
}
