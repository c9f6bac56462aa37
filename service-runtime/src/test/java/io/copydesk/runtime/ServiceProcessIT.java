package io.copydesk.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

/// Services as processes: exit codes, signals, and what their logs say.
class ServiceProcessIT {
    private static final Map<String, String> NEIGHBOURS = Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
            "COPYDESK_REGISTRY_URL", "http://127.0.0.1:1");

    @TempDir
    Path folder;
    private Path log = Path.of("");
    private @Nullable Process process;

    @BeforeEach
    void log() {
        log = folder.resolve("log");
    }

    @AfterEach
    void endTheProcess() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private Process run(String behaviour, Map<String, String> environment) throws IOException {
        return run(behaviour, environment, List.of());
    }

    private Process run(String behaviour, Map<String, String> environment, List<String> arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), "-Dstub=" + behaviour, StubMain.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("COPYDESK_"));
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return process;
    }

    private int exitCode(Process ended) throws InterruptedException {
        assertThat(ended.waitFor(120, SECONDS)).as("ended").isTrue();
        return ended.exitValue();
    }

    private String logged() throws IOException {
        return Files.readString(log);
    }

    @Test
    void closesAndExitsWithZeroOnSigterm() throws Exception {
        var running = run("run", NEIGHBOURS);
        await().atMost(180, SECONDS).until(() -> logged().contains("Running service=\"stub\""));

        running.destroy();

        assertThat(exitCode(running)).isZero();
        assertThat(logged()).contains("Closed").doesNotContain("ERROR");
    }

    @Test
    void exitsWithOneAndOneErrorWhenItDies() throws Exception {
        assertThat(exitCode(run("die", NEIGHBOURS))).isEqualTo(1);
        assertThat(logged()).containsOnlyOnce("ERROR").contains("Stopped by a failure", "out of paper", "Closed");
    }

    @Test
    void pointsAtASettingThatNoClientOfKafkaKnows() throws Exception {
        var environment = new HashMap<>(NEIGHBOURS);
        environment.put("COPYDESK_KAFKA_SASL_MECHANSIM", "a secret in the wrong place");
        environment.put("COPYDESK_KAFKA_SASL_MECHANISM", "PLAIN");
        assertThat(exitCode(run("die", environment))).isEqualTo(1);
        assertThat(logged()).containsOnlyOnce("clients know no such setting").contains("COPYDESK_KAFKA_SASL_MECHANSIM")
                .doesNotContain("SASL_MECHANISM", "a secret");
    }

    @Test
    void exitsWithOneWhenItCannotStart() throws Exception {
        assertThat(exitCode(run("refuse", NEIGHBOURS))).isEqualTo(1);
        assertThat(logged()).containsOnlyOnce("ERROR").contains("Cannot start", "no press");
    }

    @Test
    void exitsWithOneWhenItDoesNotCloseCleanly() throws Exception {
        var running = run("jam", NEIGHBOURS);
        await().atMost(180, SECONDS).until(() -> logged().contains("Running service=\"stub\""));

        running.destroy();

        assertThat(exitCode(running)).isEqualTo(1);
        assertThat(logged()).containsOnlyOnce("ERROR").contains("Did not close cleanly", "paper jam");
    }

    @Test
    void namesEveryProblemOfAStartInOneError() throws Exception {
        assertThat(exitCode(run("run", Map.of("COPYDESK_HTTP_PORT", "high", "COPYDESK_LOG_FORMAT", "xml",
                "COPYDESK_SPEED", "fast", "COPYDESK_SPED", "1")))).isEqualTo(1);
        assertThat(logged()).containsOnlyOnce("ERROR").contains("the configuration is wrong:",
                "COPYDESK_HTTP_PORT must be a port, 0 to 65535; 0 or nothing turns health and metrics off, not 'high'",
                "COPYDESK_LOG_FORMAT must be one of text, json, not 'xml'",
                "COPYDESK_KAFKA_BOOTSTRAP_SERVERS is required",
                "COPYDESK_REGISTRY_URL is required", "COPYDESK_SPEED must be a whole number, not 'fast'",
                "COPYDESK_SPED is not a setting here; these are: COPYDESK_DOOR_KEY, COPYDESK_SPEED")
                .doesNotContain("Exception");
    }

    @Test
    void explainsItsSettingsWithoutTheirValues() throws Exception {
        assertThat(exitCode(run("run", Map.of("COPYDESK_DOOR_KEY", "hunter2", "COPYDESK_SPED", "1"),
                List.of("--help")))).isZero();
        assertThat(logged()).startsWith("stub: does what a test says\n")
                .contains("  COPYDESK_DOOR_KEY (none)\n      Opens the door. Secret.\n",
                        "  COPYDESK_SPEED (1)\n      Pages a minute. Takes a whole number.\n",
                        "  COPYDESK_KAFKA_BOOTSTRAP_SERVERS (required)\n", "  COPYDESK_HTTP_HOST (127.0.0.1)\n")
                .doesNotContain("hunter2");
    }

    @Test
    void refusesArgumentsThatItDoesNotKnow() throws Exception {
        assertThat(exitCode(run("run", NEIGHBOURS, List.of("--speed", "2")))).isEqualTo(2);
        assertThat(logged()).isEqualTo("stub: takes no arguments but --help, not '--speed 2';"
                + " settings are environment variables\n");
    }

    @Test
    void logsJsonWhenAskedTo() throws Exception {
        assertThat(exitCode(run("die", Map.of("COPYDESK_LOG_FORMAT", "json", "COPYDESK_KAFKA_BOOTSTRAP_SERVERS", "x:1",
                "COPYDESK_REGISTRY_URL", "http://x")))).isEqualTo(1);
        assertThat(logged().lines().toList()).allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
        assertThat(logged()).contains("\"level\":\"ERROR\"", "\"formattedMessage\":\"Stopped by a failure\"");
    }
}
