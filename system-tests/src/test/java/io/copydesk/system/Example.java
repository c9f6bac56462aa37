package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A consumer of `examples/`, run as its README says, each with a folder of its own. What it prints is its screen.
final class Example implements AutoCloseable {
    private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
    /// Confluent's serializers, which Confluent does not publish to Maven Central; see RATIONALE.md.
    private static final Path CONFLUENT = Path.of("target", "confluent", "pinot-confluent-avro-shaded.jar")
            .toAbsolutePath();
    /// What kafka-console-consumer.sh runs.
    private static final Path TOOLS = Path.of("target", "confluent", "kafka-tools.jar").toAbsolutePath();
    /// What the artifact `schemas` brings along, and no more: above all no registry client of ours.
    private static final Predicate<String> OF_SCHEMAS = Predicate.<String>not(jar -> jar.contains("registry-client"))
            .and(jar -> Stream.of("schemas", "avro", "kafka-clients", "slf4j-api", "jackson-", "commons-compress",
                    "lz4", "snappy", "zstd", "commons-").anyMatch(Path.of(jar).toString()::contains));

    private final Process process;
    private final Path screen;

    private Example(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        screen = folder.resolve("screen.txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /// @param kafka settings of Kafka's clients: where it is, and how to log in
    static Example java(Path folder, Map<String, String> kafka, String registry, String group) throws Exception {
        Files.createDirectories(folder);
        var classPath = classPath(OF_SCHEMAS);
        var compiled = Command.run(EXAMPLES.resolve("java"), Map.of(), List.of(tool("javac"), "--release", "17", "-d",
                folder.toString(), "-cp", classPath + File.pathSeparator + CONFLUENT, "EntriesOnScreen.java"), "");
        assertThat(compiled.exitCode()).as(compiled.output()).isZero();
        var client = properties(folder, kafka, Map.of("schema.registry.url", registry, "group.id", group));
        return new Example(folder, Map.of(), List.of(tool("java"), "-XX:TieredStopAtLevel=1", "-cp",
                String.join(File.pathSeparator, folder.toString(), classPath, CONFLUENT.toString()),
                "EntriesOnScreen", client.toString()));
    }

    static Example shell(Path folder, Map<String, String> kafka, String registry, String group) throws Exception {
        Files.createDirectories(folder);
        // as in Kafka's distribution: its own class path after CLASSPATH
        var script = Files.writeString(folder.resolve("kafka-console-consumer.sh"), "#!/bin/sh\nexec " + tool("java")
                + " -XX:TieredStopAtLevel=1 -cp \"$CLASSPATH:$KAFKA\" org.apache.kafka.tools.consumer.ConsoleConsumer \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        var client = properties(folder, kafka, Map.of());
        return new Example(folder,
                Map.of("PATH", folder + File.pathSeparator + System.getenv("PATH"), "CLASSPATH", CONFLUENT.toString(),
                        "KAFKA", TOOLS + File.pathSeparator + classPath(jar -> !jar.contains("copydesk")), "GROUP",
                        group),
                List.of("bash", EXAMPLES.resolve("shell").resolve("entries.sh").toString(),
                        String.valueOf(kafka.get("bootstrap.servers")), registry, "--command-config",
                        client.toString()));
    }

    /// @param connection as `connection.json` of the example
    static Example node(Path folder, Map<String, ?> connection) throws Exception {
        Files.createDirectories(folder);
        for (var file : List.of("entries.js", "package.json", "package-lock.json", ".npmrc")) {
            Files.copy(EXAMPLES.resolve("node").resolve(file), folder.resolve(file));
        }
        Npm.install(folder);
        var file = folder.resolve("connection.json");
        new ObjectMapper().writeValue(file.toFile(), connection);
        return new Example(folder, Map.of(), List.of("node", "entries.js", file.toString()));
    }

    /// All that it has printed until now.
    String screen() throws IOException {
        return Files.readString(screen);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private static Path properties(Path folder, Map<String, String> kafka, Map<String, String> own)
            throws IOException {
        var properties = new Properties();
        properties.putAll(kafka);
        properties.putAll(own);
        var file = folder.resolve("client.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file;
    }

    private static String classPath(Predicate<String> which) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(which)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor(120, TimeUnit.SECONDS);
    }
}
