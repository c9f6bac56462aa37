package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;

/// The compose project of the repository under a name and ports of its own.
final class ComposeProject implements AutoCloseable {
    private static final String KEY = "COPYDESK_PUSH_KEY";
    private static final String PASSWORD = "COPYDESK_DATABASE_PASSWORD";
    private static final String TOKEN = "COPYDESK_DASHBOARD_TOKEN";
    private static final String VERSION = "VERSION";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /// All but Grafana, which does nothing that a test could look at without a browser.
    static final List<String> RUNNING = List.of("kafka", "registry", "postgres", "opensearch", "ingest", "enrich",
            "sink", "archive", "sink-opensearch", "dashboard", "newsroom", "prometheus");

    private final List<String> compose;
    private final String name = "copydesk-test-" + ProcessHandle.current().pid();
    private final Map<String, String> environment;

    ComposeProject(List<String> compose) throws IOException {
        this.compose = compose;
        this.environment = new HashMap<>(
                Map.of(KEY, "a-key-of-the-tests", PASSWORD, "a-password-of-the-tests", TOKEN, "a-token-of-the-tests",
                        "COPYDESK_PUSH_DOMAIN", "push.example", "COPYDESK_DASHBOARD_DOMAIN", "desk.example"));
        for (var port : List.of("PUSH", "DASHBOARD", "REGISTRY", "DATABASE", "KAFKA", "OPENSEARCH", "NEWSROOM",
                "PROMETHEUS")) {
            environment.put("COPYDESK_" + port + "_PORT", Integer.toString(Pipeline.freePort()));
        }
    }

    /// Where a service listens on this machine, `PUSH` for one.
    String address(String port) {
        return "127.0.0.1:" + environment.get("COPYDESK_" + port + "_PORT");
    }

    String pushKey() {
        return Objects.requireNonNull(environment.get(KEY));
    }

    /// What the dashboard asks of readers.
    String token() {
        return Objects.requireNonNull(environment.get(TOKEN));
    }

    /// As in `.env`, for what is started from now on.
    void setPushKey(String key) {
        environment.put(KEY, key);
    }

    /// As in `.env`, for what is started from now on, and for the queries of the tests.
    void setDatabasePassword(String password) {
        environment.put(PASSWORD, password);
    }

    /// Of the images that are run.
    String version() {
        return environment.getOrDefault(VERSION, "0.1.0");
    }

    /// As in `.env`.
    void setVersion(String version) {
        environment.put(VERSION, version);
    }

    /// Returns when every service says that it is healthy.
    void up(String... options) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("up", "-d"));
        arguments.addAll(List.of(options));
        arguments.addAll(RUNNING);
        succeed(arguments.toArray(String[]::new));
        awaitHealth();
    }

    /// Starts or stops instances of a service, and nothing else.
    void scale(String service, int instances) throws IOException, InterruptedException {
        succeed("up", "-d", "--no-deps", "--no-recreate", "--scale", service + "=" + instances, service);
    }

    /// Makes one service anew with the settings of now, and with files laid over its own.
    void renew(String service, Path... overlays) throws IOException, InterruptedException {
        var arguments = files(overlays);
        arguments.addAll(List.of("up", "-d", "--no-deps", service));
        succeed(arguments.toArray(String[]::new));
        awaitHealth(service);
    }

    void awaitHealth() {
        RUNNING.forEach(this::awaitHealth);
    }

    /// Of all its instances.
    void awaitHealth(String service) {
        await().atMost(Duration.ofMinutes(8)).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(inspect(service, "{{.State.Health.Status}}"))
                        .as(() -> service + ": " + logs(service)).isNotEmpty().containsOnly("healthy"));
    }

    /// Stops and removes the containers; the volumes stay.
    void down() throws IOException, InterruptedException {
        succeed("down");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("down", "--volumes", "--remove-orphans", "--timeout", "5");
    }

    /// Runs the command in the project's network, as `./copydesk` runs on a machine.
    String copydesk(String... arguments) throws IOException, InterruptedException {
        var run = new ArrayList<>(List.of("run", "--rm", "-T", "--no-deps", "--entrypoint",
                "java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp ours/*:lib/* io.copydesk.command.Copydesk",
                "apply"));
        run.addAll(List.of(arguments));
        return succeed(run.toArray(String[]::new));
    }

    /// What a query finds, a line a row, columns parted by `|`.
    String query(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:postgresql://" + address("DATABASE") + "/copydesk",
                "copydesk", environment.get(PASSWORD)); var rows = connection.createStatement().executeQuery(sql)) {
            var lines = new StringJoiner("\n");
            while (rows.next()) {
                var line = new StringJoiner("|");
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    line.add(Objects.requireNonNullElse(rows.getString(column), ""));
                }
                lines.add(line.toString());
            }
            return lines.toString();
        }
    }

    /// The same of each instance of a service.
    List<String> inspect(String service, String format) throws IOException, InterruptedException {
        var containers = succeed("ps", "-q", "-a", service).lines().toList();
        var command = new ArrayList<>(List.of("docker", "inspect", "-f", format));
        command.addAll(containers);
        return Command.run(ROOT, Map.of(), command, "").output().lines().toList();
    }

    /// Ends the process of a service's only instance from outside, without a chance to finish anything, and returns when
    /// it runs again. Not `docker kill`: Docker takes that for the operator's wish and restarts nothing.
    void kill(String service) throws IOException, InterruptedException {
        int restarts = restarts(service);
        var killed = Command.run(ROOT, Map.of(), List.of("docker", "run", "--rm", "--pid=host", "--user=0",
                "--entrypoint=bash", "copydesk/ingest:" + version(), "-c",
                "kill -9 " + only(service, "{{.State.Pid}}")), "");
        assertThat(killed.exitCode()).as(killed.output()).isZero();
        await().atMost(Duration.ofMinutes(3)).until(() -> restarts(service) == restarts + 1);
        awaitHealth(service);
    }

    private int restarts(String service) throws IOException, InterruptedException {
        return Integer.parseInt(only(service, "{{.RestartCount}}"));
    }

    private String only(String service, String format) throws IOException, InterruptedException {
        var found = inspect(service, format);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /// SIGTERM, and the time that the file grants.
    void stop(String... services) throws IOException, InterruptedException {
        succeed(Stream.concat(Stream.of("stop"), Stream.of(services)).toArray(String[]::new));
    }

    /// What was stopped goes on.
    void start(String service) throws IOException, InterruptedException {
        succeed("start", service);
        awaitHealth(service);
    }

    /// Runs a command in a service's container and returns what it says.
    Command exec(String input, String service, String... command) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("exec", "-T", service));
        arguments.addAll(List.of(command));
        return run(input, arguments);
    }

    /// What Compose makes of the file with others laid over it; no container is needed.
    String config(Path... overrides) throws IOException, InterruptedException {
        var arguments = files(overrides);
        arguments.add("config");
        return succeed(arguments.toArray(String[]::new));
    }

    private static List<String> files(Path... overlays) {
        var arguments = new ArrayList<>(List.of("-f", "docker-compose.yml"));
        for (var overlay : overlays) {
            arguments.addAll(List.of("-f", overlay.toString()));
        }
        return arguments;
    }

    private String logs(String service) {
        try {
            return run("logs", "--no-color", "--tail=30", service).output();
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private String succeed(String... arguments) throws IOException, InterruptedException {
        var command = run(arguments);
        assertThat(command.exitCode()).as("%s\n%s", List.of(arguments), command.output()).isZero();
        return command.output();
    }

    private Command run(String... arguments) throws IOException, InterruptedException {
        return run("", List.of(arguments));
    }

    private Command run(String input, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(compose);
        command.addAll(List.of("-p", name));
        command.addAll(arguments);
        return Command.run(ROOT, environment, command, input);
    }
}
