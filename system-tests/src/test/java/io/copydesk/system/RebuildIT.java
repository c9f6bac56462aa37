package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.command.Copydesk;
import io.copydesk.schemas.Topics;
import io.copydesk.sink.archive.Archive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL is lost, then Kafka too; the topics, compacted meanwhile, and the archive are not.
class RebuildIT {
    @TempDir
    static Path folder;

    private static LoneRegistry registry;

    @BeforeAll
    static void startRegistry() {
        registry = LoneRegistry.start(folder);
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    private record Stored(Map<String, List<String>> rows, String stateHash) {
        static Stored in(Pipeline pipeline) throws Exception {
            return new Stored(pipeline.rows().all(), pipeline.stateHash());
        }
    }

    @Test
    void leadsToTheSameRowsFromCompactedTopicsAndFromTheArchive() throws Exception {
        Stored expected;
        Path archive;
        int changes;
        try (var pipeline = new Pipeline(folder.resolve("lost"), registry.url())) {
            try (var client = pipeline.client()) {
                var requests = NewsDay.requests();
                requests.subList(0, requests.size() / 2).forEach(client::push);
                pipeline.sink.killAndStart();
                requests.subList(requests.size() / 2, requests.size()).forEach(client::push);
            }
            pipeline.awaitStored();
            expected = Stored.in(pipeline);
            try (var compaction = new Compaction(pipeline.bootstrapServers())) {
                compaction.force(Topics.ENTRIES.name(), Topics.STORIES.name());
            }
            pipeline.loseTheDatabase();
            pipeline.awaitStored();
            assertThat(Stored.in(pipeline)).as("read again from the beginning").isEqualTo(expected);
            changes = TopicContent.of(Topics.CHANGES.name(), pipeline.bootstrapServers()).size();
            archive = pipeline.archive();
            assertThat(rebuild(pipeline, archive)).as("somebody writes to it").isEqualTo(1);
            pipeline.sink.killAndStart(); // what it was writing is left behind as it is
            pipeline.sink.close();
        }

        try (var pipeline = new Pipeline(folder.resolve("new"), registry.url())) {
            assertThat(rebuild(pipeline, archive)).isZero();
            pipeline.awaitStored();

            assertThat(pipeline.stateHash()).isEqualTo(expected.stateHash());
            assertThat(pipeline.rows().all()).isEqualTo(expected.rows());
            assertThat(TopicContent.of(Topics.DEAD_LETTERS, pipeline.bootstrapServers())).isEmpty();
            assertThat(archived(archive)).isEqualTo(NewsDay.UPDATES + " observations, " + changes + " changes");
            assertThat(rebuild(pipeline, archive)).as("its topics are not empty any more").isEqualTo(1);
        }
    }

    private static int rebuild(Pipeline pipeline, Path archive) throws Exception {
        try (var command = new JavaProcess(folder.resolve("rebuild.log"),
                Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", pipeline.bootstrapServers(), "COPYDESK_REGISTRY_URL",
                        registry.url()),
                List.of("-Xmx192m"), Copydesk.class, "rebuild", "--from", archive.toString())) {
            command.start();
            return command.await();
        }
    }

    /// Each offset once.
    private static String archived(Path folder) throws Exception {
        var observations = new ArrayList<Long>();
        var changes = new ArrayList<Long>();
        var archive = Archive.open(folder);
        archive.observations(row -> observations.add(row.offset()));
        archive.changes(row -> changes.add(row.offset()));
        return observations.size() + " observations, " + changes.size() + " changes";
    }
}
