package io.copydesk.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
        var program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Xmx512m",
                "-D" + RegistryHome.PROPERTY + "=" + System.getProperty(RegistryHome.PROPERTY),
                "-cp", System.getProperty("java.class.path"), WholeCluster.class.getName(), data.toString(), SCHEMA)
                .redirectError(data.resolve("program.log").toFile())
                .start();
        try (var output = new BufferedReader(
                new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            var ready = output.lines().filter(line -> line.startsWith("ready ")).findFirst().orElseThrow().split(" ",
                    -1);
            schemaId = Integer.parseInt(ready[1]);
            registryLeft = ProcessHandle.of(Long.parseLong(ready[2])).orElseThrow();
            databaseLeft = ProcessHandle.of(Long.parseLong(ready[3])).orElseThrow();
        } finally {
            program.destroyForcibly();
        }
        assertThat(ChildProcess.ends(program.toHandle(), Duration.ofSeconds(10))).isTrue();
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
