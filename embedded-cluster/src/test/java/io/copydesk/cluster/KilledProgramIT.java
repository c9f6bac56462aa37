package io.copydesk.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program killed with -9 leaves behind, and how the next one on the same data goes on.
class KilledProgramIT {
    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"One\",\"fields\":[]}";

    @TempDir
    Path data;

    private int schemaId;
    private ProcessHandle registryLeft;
    private ProcessHandle databaseLeft;

    @BeforeEach
    void killAProgram() throws IOException {
        var ready = Program.runAndKillWhenReady(data.resolve("program.log"), WholeCluster.class, data.toString(),
                SCHEMA);
        schemaId = Integer.parseInt(ready.get(0));
        registryLeft = ProcessHandle.of(Long.parseLong(ready.get(1))).orElseThrow();
        databaseLeft = ProcessHandle.of(Long.parseLong(ready.get(2))).orElseThrow();
    }

    @AfterEach
    void endWhatAFailedTestLeaves() {
        registryLeft.destroyForcibly();
        databaseLeft.destroy();
    }

    @Test
    void isFollowedByOneThatEndsItsChildrenAndKeepsItsData() throws Exception {
        assertThat(registryLeft.isAlive()).isTrue();
        assertThat(databaseLeft.isAlive()).isTrue();

        try (var kafka = EmbeddedKafka.start(data.resolve("kafka"));
                var database = EmbeddedDatabase.start(data.resolve("postgres"));
                var registry = EmbeddedRegistry.start(data.resolve("registry"), kafka.bootstrapServers())) {
            assertThat(registryLeft.isAlive()).isFalse();
            assertThat(databaseLeft.isAlive()).isFalse();
            assertThat(Records.readAll(kafka.bootstrapServers(), "updates")).containsExactly("acknowledged");
            assertThat(Rows.read(database, "SELECT text FROM seen")).isEqualTo("committed");
            assertThat(Subjects.byId(registry.url(), schemaId)).contains("One");
        }
    }
}
