package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.command.Copydesk;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./copydesk up` on the samples and on captures of every layout: killed, interrupted, started twice.
class UpKilledIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path CAPTURES = HOME.resolve("ingest-service/src/test/resources/captures");
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Pattern DATABASE = Pattern.compile("psql '(postgresql:[^?]+)\\?user=(\\w+)'");

    private static final Pattern DASHBOARD = Pattern.compile("Dashboard +(http://\\S+)");

    @TempDir
    static Path folder;

    private static String undisturbed;
    private final List<JavaProcess> started = new ArrayList<>();

    @BeforeAll
    static void runUndisturbed() throws Exception {
        try (var up = up("undisturbed", "clean", "--once", "--report", folder.resolve("clean.json").toString())) {
            up.start();
            assertThat(up.await()).as(up.printed()).isZero();
        }
        undisturbed = stored("clean.json");
    }

    @AfterEach
    void endWhatAFailedTestLeaves() {
        started.forEach(JavaProcess::close);
    }

    @Test
    void goesOnWhereItWasKilled() throws Exception {
        var first = start("killed", "first");
        await().atMost(SOON).until(() -> first.printed().contains("ingest       started"));
        var left = killed(first);

        var second = start("killed", "second");
        await().atMost(SOON).until(() -> DATABASE.matcher(second.printed()).find()
                && second.printed().contains("ingest       started"));
        assertThat(left).noneMatch(ProcessHandle::isAlive);
        var rows = rows(second);
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> rows.count("revisions") > 0);
        var leftAgain = killed(second);

        var third = start("killed", "third", "--once", "--report", folder.resolve("killed.json").toString());
        assertThat(third.await()).as(third.printed()).isZero();
        assertThat(leftAgain).noneMatch(ProcessHandle::isAlive);
        assertThat(stored("killed.json")).isEqualTo(undisturbed);
    }

    @Test
    void endsInOrderWhenInterruptedAndAddsNothingTheNextTime() throws Exception {
        var running = start("undisturbed", "running");
        await().atMost(SOON).until(() -> running.printed().contains("Ready"));
        var children = children(running);
        assertThat(children).hasSize(2);
        await().atMost(SOON).ignoreExceptions().until(() -> about(running).contains("\"history\":true"));

        var other = start("undisturbed", "other");
        assertThat(other.await()).isEqualTo(1);
        assertThat(other.printed()).contains("is in use by process " + running.pid());

        interrupt(running);
        assertThat(running.await()).as(running.printed()).isZero();
        assertThat(running.printed()).contains("Stopping", "the data is kept in");
        assertThat(children).noneMatch(ProcessHandle::isAlive);

        var again = start("undisturbed", "again", "--once", "--report", folder.resolve("again.json").toString());
        assertThat(again.await()).as(again.printed()).isZero();
        assertThat(stored("again.json")).isEqualTo(undisturbed);
    }

    /// What its dashboard says of itself, once it has read the topics.
    private static String about(JavaProcess up) throws IOException {
        var address = DASHBOARD.matcher(up.printed());
        assertThat(address.find()).isTrue();
        try (var answer = URI.create(address.group(1) + "api/about").toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private JavaProcess start(String data, String name, String... options) throws IOException {
        var up = up(data, name, options);
        started.add(up);
        up.start();
        return up;
    }

    private static JavaProcess up(String data, String name, String... options) {
        var arguments = Stream.concat(
                Stream.of("up", "--samples", "--captures", CAPTURES.toString(), "--port", "0", "--dashboard-port", "0",
                        "--data",
                        folder.resolve(data).toString()),
                Stream.of(options)).toArray(String[]::new);
        return new JavaProcess(folder.resolve(name + ".log"), Map.of(),
                List.of("-Xmx768m", "-Dcopydesk.home=" + HOME,
                        "-Dcopydesk.registry.home=" + System.getProperty("copydesk.registry.home")),
                Copydesk.class, arguments);
    }

    /// What it left behind: the registry and PostgreSQL.
    private static List<ProcessHandle> killed(JavaProcess up) throws Exception {
        var children = children(up);
        up.kill();
        assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);
        return children;
    }

    private static List<ProcessHandle> children(JavaProcess up) throws IOException {
        var data = Path.of(up.printed().lines().filter(line -> line.startsWith("Data ")).findFirst().orElseThrow()
                .replaceFirst("^Data +", "").replaceFirst(" \\(log: .*", ""));
        var registry = Files.readString(data.resolve("registry/process")).split(" ", -1)[0];
        var postgres = Files.readAllLines(data.resolve("postgres/files/postmaster.pid")).getFirst().strip();
        return Stream.of(registry, postgres).map(Long::parseLong).map(ProcessHandle::of)
                .flatMap(java.util.Optional::stream)
                .toList();
    }

    private static Rows rows(JavaProcess up) throws IOException {
        var address = DATABASE.matcher(up.printed());
        assertThat(address.find()).isTrue();
        return new Rows("jdbc:" + address.group(1), address.group(2));
    }

    /// Ctrl-C: the terminal sends it to all of its processes.
    private static void interrupt(JavaProcess up) throws Exception {
        var registry = children(up).getFirst().pid();
        var signal = new ProcessBuilder("/bin/sh", "-c", "kill -INT " + registry + " " + up.pid()).start();
        assertThat(signal.waitFor()).isZero();
    }

    /// Of a report, what does not depend on how often it ran: entries and revisions by source, and the state.
    private static String stored(String report) throws IOException {
        try (var lines = Files.lines(folder.resolve(report))) {
            return lines.filter(line -> Stream.of("source", "entries", "revisions", "state").anyMatch(line::contains))
                    .reduce("", String::concat);
        }
    }
}
