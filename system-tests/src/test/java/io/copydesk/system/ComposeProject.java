package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The compose project of the repository under a name and ports of its own.
final class ComposeProject implements AutoCloseable {
    static final String KEY = "a-key-of-the-tests";
    private static final String PASSWORD = "a-password-of-the-tests";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> RUNNING = List.of("kafka", "registry", "postgres", "ingest", "enrich", "sink");

    private final List<String> compose;
    private final String name = "copydesk-test-" + ProcessHandle.current().pid();
    private final Map<String, String> environment;

    ComposeProject(List<String> compose) throws IOException {
        this.compose = compose;
        this.environment = Map.of("COPYDESK_PUSH_KEY", KEY, "COPYDESK_DATABASE_PASSWORD", PASSWORD,
                "COPYDESK_PUSH_PORT", freePort(), "COPYDESK_REGISTRY_PORT", freePort(), "COPYDESK_DATABASE_PORT",
                freePort(), "COPYDESK_KAFKA_PORT", freePort());
    }

    int pushPort() {
        return Integer.parseInt(environment.getOrDefault("COPYDESK_PUSH_PORT", ""));
    }

    /// Returns when every service says that it is healthy.
    void up(String... options) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("up", "-d"));
        arguments.addAll(List.of(options));
        succeed("", arguments.toArray(String[]::new));
        awaitHealth();
    }

    void awaitHealth() {
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(RUNNING).allSatisfy(
                        service -> assertThat(health(service)).as("%s: %s", service, logs(service))
                                .isEqualTo("healthy")));
    }

    /// Stops and removes the containers; the volumes stay.
    void down() throws IOException, InterruptedException {
        succeed("", "down");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("", "down", "--volumes", "--timeout", "5");
    }

    private String health(String service) throws IOException, InterruptedException {
        return inspect(service, "{{.State.Health.Status}}");
    }

    /// Runs a program in a service's container and returns what it printed.
    String in(String service, String input, String... command) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("exec", "-T", service));
        arguments.addAll(List.of(command));
        return succeed(input, arguments.toArray(String[]::new));
    }

    /// What a query finds, a line a row.
    String query(String sql) throws IOException, InterruptedException {
        return in("postgres", "", "psql", "-tAc", sql, "postgresql://copydesk:" + PASSWORD + "@127.0.0.1/copydesk")
                .strip();
    }

    private String inspect(String service, String format) throws IOException, InterruptedException {
        var container = succeed("", "ps", "-q", "-a", service).strip();
        return Command.run(ROOT, Map.of(), List.of("docker", "inspect", "-f", format, container), "").output().strip();
    }

    /// Ends a service's process from outside, without a chance to finish anything. Not `docker kill`: Docker takes that
    /// for the operator's wish and restarts nothing.
    void kill(String service) throws IOException, InterruptedException {
        var process = inspect(service, "{{.State.Pid}}");
        var killed = Command.run(ROOT, Map.of(), List.of("docker", "run", "--rm", "--pid=host", "--user=0",
                "--entrypoint=bash", inspect(service, "{{.Image}}"), "-c", "kill -9 " + process), "");
        assertThat(killed.exitCode()).as(killed.output()).isZero();
    }

    int restarts(String service) throws IOException, InterruptedException {
        return Integer.parseInt(inspect(service, "{{.RestartCount}}"));
    }

    /// Stops one service and returns the exit code of its container.
    String stop(String service) throws IOException, InterruptedException {
        succeed("", "stop", service);
        return inspect(service, "{{.State.ExitCode}}");
    }

    private String logs(String service) throws IOException, InterruptedException {
        return run("", "logs", "--no-color", "--tail=30", service).output();
    }

    private String succeed(String input, String... arguments) throws IOException, InterruptedException {
        var command = run(input, arguments);
        assertThat(command.exitCode()).as("%s\n%s", List.of(arguments), command.output()).isZero();
        return command.output();
    }

    private Command run(String input, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(compose);
        command.addAll(List.of("-p", name));
        command.addAll(List.of(arguments));
        return Command.run(ROOT, environment, command, input);
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
