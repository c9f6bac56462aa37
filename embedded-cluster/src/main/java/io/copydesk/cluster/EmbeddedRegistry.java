package io.copydesk.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Apicurio Registry as a child process that keeps its schemas, and so their ids, in Kafka. Killed without notice, it
/// knows every id again at the next start. Speaks Confluent's API.
public final class EmbeddedRegistry implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRegistry.class);
    /// The first start on two busy cores takes about 15 s.
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);
    private static final String RECORD = "process";
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private final DataDirectory directory;
    private final Map<String, String> kafka;
    private final int port;
    private final int managementPort;
    private Process process;

    private EmbeddedRegistry(DataDirectory directory, Map<String, String> kafka) {
        var ports = new Ports(directory.path());
        this.directory = directory;
        this.kafka = Map.copyOf(kafka);
        this.port = ports.of("http");
        this.managementPort = ports.of("management");
        this.process = launch();
    }

    /// Starts a registry on this Kafka; `data` holds its log and what is needed to find it again. A registry that a
    /// killed program left behind there is ended first.
    ///
    /// @throws DataInUseException when one already runs on it
    public static EmbeddedRegistry start(Path data, String bootstrapServers) {
        return start(data, Map.of(BOOTSTRAP_SERVERS, bootstrapServers));
    }

    /// As [#start(Path, String)], with settings of Kafka's clients: `bootstrap.servers`, and how to log in there.
    public static EmbeddedRegistry start(Path data, Map<String, String> kafka) {
        var directory = DataDirectory.take(data);
        try {
            endLeftBehind(directory.path().resolve(RECORD));
            var registry = new EmbeddedRegistry(directory, kafka);
            registry.awaitReady();
            return registry;
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /// The base of Confluent's API.
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    public long pid() {
        return process.pid();
    }

    /// Starts it again at the same address, after ending it if it still runs.
    public void restart() {
        stop();
        process = launch();
        awaitReady();
    }

    @Override
    public void close() {
        stop();
        directory.close();
    }

    private void stop() {
        process.destroy();
        if (!ChildProcess.ends(process.toHandle(), STOPS_WITHIN)) {
            process.destroyForcibly();
            ChildProcess.ends(process.toHandle(), STOPS_WITHIN);
        }
    }

    private static void endLeftBehind(Path record) {
        ChildProcess.read(record).flatMap(ChildProcess::alive).ifPresent(left -> {
            log.atInfo().addKeyValue("pid", left.pid()).log("Ending the schema registry that an earlier run left");
            left.destroyForcibly();
            ChildProcess.ends(left, STOPS_WITHIN);
        });
    }

    private Process launch() {
        var jar = RegistryHome.find().resolve("quarkus-run.jar");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        // The shell makes it deaf to the Ctrl-C that the terminal sends to everybody: this program stops it, in order.
        var builder = new ProcessBuilder("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "registry", java.toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders",
                "--sun-misc-unsafe-memory-access=allow", "-jar", jar.toString());
        builder.environment().keySet().removeIf(EmbeddedRegistry::wouldConfigureIt);
        writeSettings();
        builder.environment().putAll(environment());
        builder.directory(directory.path().toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.to(logFile().toFile()));
        try {
            var started = builder.start();
            ChildProcess.of(started.toHandle()).write(directory.path().resolve(RECORD));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the schema registry", e);
        }
    }

    private static boolean wouldConfigureIt(String variable) {
        return List.of("QUARKUS_", "APICURIO_", "KAFKA_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").stream()
                .anyMatch(variable::startsWith);
    }

    private Map<String, String> environment() {
        return Map.of(
                "APICURIO_STORAGE_KIND", "kafkasql",
                "APICURIO_KAFKASQL_BOOTSTRAP_SERVERS", kafka.getOrDefault(BOOTSTRAP_SERVERS, ""),
                "QUARKUS_CONFIG_LOCATIONS", settings().toString(),
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    }

    /// In a file, since there are passwords among them and other users see a command line.
    private void writeSettings() {
        var settings = new Properties();
        kafka.forEach((name, value) -> settings.put("apicurio.kafka.common." + name,
                value.replace("\\", "\\\\").replace("$", "\\$")));
        try {
            Files.deleteIfExists(settings());
            Files.createFile(settings(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newOutputStream(settings())) {
                settings.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + settings(), e);
        }
    }

    private Path settings() {
        return directory.path().resolve("registry.properties");
    }

    private Path logFile() {
        return directory.path().resolve("registry.log");
    }

    private void awaitReady() {
        var deadline = Instant.now().plus(STARTS_WITHIN);
        try (var http = HttpClient.newHttpClient()) {
            while (!isReady(http)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the schema registry ended at its start with code "
                            + process.exitValue() + "; see " + logFile());
                }
                if (Instant.now().isAfter(deadline)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("the schema registry is not ready after "
                            + STARTS_WITHIN.toSeconds() + " s; see " + logFile());
                }
                ChildProcess.ends(process.toHandle(), Duration.ofMillis(100));
            }
        }
    }

    private boolean isReady(HttpClient http) {
        var health = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
        try {
            var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the schema registry started", e);
        }
    }
}
