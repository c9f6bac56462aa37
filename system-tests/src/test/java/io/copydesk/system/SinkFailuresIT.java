package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.command.laptop.Backlog;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import io.copydesk.sink.SinkMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that can happen to a sink and its store, one after the other under one load; and another store beside it.
class SinkFailuresIT {
    private static final Duration OUTAGE = Duration.parse(System.getProperty("copydesk.store.outage", "PT20S"));
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String GROUP = "copydesk-sink-postgres";
    private static final String OTHER_GROUP = "copydesk-sink-archive";

    @TempDir
    Path folder;

    private EmbeddedKafka kafka;
    private EmbeddedRegistry registry;
    private EmbeddedDatabase database;
    private Contracts contracts;
    private Admin admin;
    private Backlog backlog;
    private JavaProcess one;
    private JavaProcess two;
    private JavaProcess other;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        database = EmbeddedDatabase.start(folder.resolve("postgres"));
        registry = EmbeddedRegistry.start(folder.resolve("registry"), kafka.bootstrapServers());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        new TopicsAdmin(admin).apply();
        try (var client = Contracts.client(registry.url(), Map.of())) {
            new SchemasAdmin(client).apply();
        }
        contracts = Contracts.connect(registry.url(), Map.of());
        backlog = Backlog.connect(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        one = sink("one", toDatabase());
        two = sink("two", toDatabase());
        other = sink("other", Map.of("COPYDESK_SINK_STORES", "archive", "COPYDESK_ARCHIVE_FOLDER",
                folder.resolve("archive").toString()));
    }

    @AfterEach
    void stop() {
        List.of(one, two, other).forEach(JavaProcess::close);
        backlog.close();
        contracts.close();
        admin.close();
        registry.close();
        database.close();
        kafka.close();
    }

    @Test
    void losesNothingAndRepeatsNothingWhateverHappensToASinkOrItsStore() throws Exception {
        one.start();
        other.start();
        try (var load = new EntryLoad(kafka.bootstrapServers(), contracts)) {
            awaitProgress();
            killDatabase();
            awaitProgress();
            stopDatabaseAndWatchTheOtherStore(load);
            awaitProgress();
            one.kill();
            one.start();
            awaitProgress();
            two.start();
            awaitMembers(2); // half of the partitions move
            awaitProgress();
            sleepThroughTheSession(one);
            awaitProgress();
            assertThat(two.stop()).isZero(); // and all of them back
            int written = load.finish();
            await().atMost(SOON).until(() -> backlog.isEmpty(GROUP, stored()));
            await().atMost(SOON).until(() -> backlog.isEmpty(OTHER_GROUP, List.of(Topics.CHANGES.name())));

            assertNothingIsLostOrStale(written);
            assertThat(one.stop()).isZero();
            assertThat(other.stop()).isZero();
        }
    }

    private void assertNothingIsLostOrStale(int written) throws Exception {
        var rows = rows();
        assertThat(rows.count("entries")).isEqualTo(EntryLoad.ENTRIES);
        assertThat(rows.count("revisions")).isEqualTo(written);
        for (int entry = 0; entry < EntryLoad.ENTRIES; entry++) {
            int revision = EntryLoad.revision(entry, written);
            var id = "'e" + entry + "'";
            assertThat(
                    rows.query("SELECT revision || '|' || headline || '|' || story FROM live_entries WHERE id = " + id))
                    .containsExactly(revision + "|Headline " + revision + "|story " + revision);
            assertThat(
                    rows.query("SELECT ordinal || '|' || label FROM mentions WHERE entry_id = " + id + " ORDER BY 1"))
                    .as(id).hasSize(EntryLoad.tags(revision)).allMatch(row -> row.endsWith("Label " + revision));
            assertThat(
                    rows.query("SELECT ordinal || '|' || label FROM topic_tags WHERE entry_id = " + id + " ORDER BY 1"))
                    .as(id).hasSize(EntryLoad.tags(revision)).allMatch(row -> row.endsWith("Topic " + revision));
        }
        assertThat(rows.count("entities WHERE entry_id NOT IN (SELECT id FROM entries)")).isZero();
        assertThat(rows.count("topics WHERE entry_id NOT IN (SELECT id FROM entries)")).isZero();
        assertThat(TopicContent.of(Topics.DEAD_LETTERS, kafka.bootstrapServers())).isEmpty();
    }

    /// In the middle of its work, without notice; it comes back on the same data and port.
    private void killDatabase() {
        Pipeline.kill(database.pid());
        database.close();
        database = EmbeddedDatabase.start(folder.resolve("postgres"));
    }

    private void stopDatabaseAndWatchTheOtherStore(EntryLoad load) throws Exception {
        database.close();
        var back = Instant.now().plus(OUTAGE);
        int before = load.written();
        await().atMost(OUTAGE.plusSeconds(30)).until(() -> Instant.now().isAfter(back));
        assertThat(load.written()).isGreaterThan(before);
        // it is never further behind than what was written while it was asked
        await().atMost(Duration.ofMinutes(3)).until(() -> backlogOf(OTHER_GROUP) < 1_000);
        assertThat(backlogOf(GROUP)).isGreaterThan(1_000);
        assertThat(List.of(one, other)).allMatch(JavaProcess::isAlive);
        database = EmbeddedDatabase.start(folder.resolve("postgres"));
    }

    /// It misses its session and its partitions go to the other instance; then it wakes up with what it had in hand.
    private void sleepThroughTheSession(JavaProcess sink) throws Exception {
        signal(sink, "STOP");
        awaitMembers(1);
        awaitProgress();
        signal(sink, "CONT");
        awaitMembers(2);
    }

    private static void signal(JavaProcess sink, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(sink.pid())).start().waitFor()).isZero();
    }

    private void awaitMembers(int members) {
        await().atMost(SOON).until(() -> admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP).get()
                .members().stream().filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count() == members);
    }

    /// Until more is stored than now.
    private void awaitProgress() {
        var seen = new long[]{-1};
        await().atMost(SOON).ignoreExceptions().until(() -> {
            long now = rows().count("revisions");
            if (seen[0] < 0) {
                seen[0] = now;
            }
            return now > seen[0];
        });
    }

    /// Changes that the group has not committed.
    private long backlogOf(String group) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        committed.keySet().stream().filter(partition -> partition.topic().equals(Topics.CHANGES.name()))
                .forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .mapToLong(end -> end.getValue().offset() - committed.get(end.getKey()).offset()).sum();
    }

    private static List<String> stored() {
        return List.of(Topics.ENTRIES.name(), Topics.CHANGES.name(), Topics.STORIES.name());
    }

    private Rows rows() {
        return new Rows(database.jdbcUrl(), database.user());
    }

    private Map<String, String> toDatabase() {
        return Map.of("COPYDESK_DATABASE_URL", database.jdbcUrl(), "COPYDESK_DATABASE_USER", database.user());
    }

    private JavaProcess sink(String name, Map<String, String> store) {
        var environment = new HashMap<>(store);
        environment.putAll(Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "COPYDESK_REGISTRY_URL",
                registry.url(), "COPYDESK_KAFKA_SESSION_TIMEOUT_MS", "6000"));
        return new JavaProcess(folder.resolve(name + ".log"), environment,
                List.of("-Xmx192m", "-Dlogback.configurationFile=logback.xml"), SinkMain.class);
    }
}
