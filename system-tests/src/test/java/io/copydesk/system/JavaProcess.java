package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program of this build as a process of its own, which can be killed and started again.
final class JavaProcess implements AutoCloseable {
    static final int KILLED = 128 + 9;
    private static final int LAST_LINES = 60;
    /// A start after a kill, with everything that must time out before it can go on, a run and an end in order.
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(6);

    /// A shell that starts Maven in the background has it ignore Ctrl-C, and so would everything it starts; GNU `env`
    /// gives the signal its meaning back, and then becomes the program.
    private static final List<String> DEFAULT_SIGNALS = "Linux".equals(System.getProperty("os.name"))
            ? List.of("env", "--default-signal=INT")
            : List.of();

    private final Path log;
    private final Map<String, String> environment;
    private final List<String> command;
    private @Nullable Process process;

    /// @param log takes what it prints, of all its lives
    /// @param environment its variables, besides those of this process that are not Copydesk's
    JavaProcess(Path log, Map<String, String> environment, List<String> options, Class<?> main, String... arguments) {
        this.log = log;
        this.environment = Map.copyOf(environment);
        this.command = new ArrayList<>(DEFAULT_SIGNALS);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
    }

    void start() throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("COPYDESK_"));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /// SIGKILL; it must have run until now.
    void kill() throws InterruptedException {
        assertThat(running().isAlive()).as("it did not end by itself; see %s", log).isTrue();
        running().destroyForcibly();
        assertThat(running().waitFor()).isEqualTo(KILLED);
    }

    /// Or what it printed last.
    void assertAlive() throws IOException {
        if (!running().isAlive()) {
            var lines = printed().lines().toList();
            throw new AssertionError("it has ended with " + running().exitValue() + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
        }
    }

    boolean isAlive() {
        return running().isAlive();
    }

    long pid() {
        return running().pid();
    }

    /// Its exit code once it has ended.
    int await() throws InterruptedException {
        assertThat(running().waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)).as("ended; see %s", log).isTrue();
        return running().exitValue();
    }

    /// SIGTERM; its exit code.
    int stop() throws InterruptedException {
        running().destroy();
        return await();
    }

    /// What it has printed, in all its lives.
    String printed() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }
}
