package io.copydesk.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A program of these tests as a process of its own, killed without notice once it has said that it is ready.
final class Program {
    private Program() {}

    /// @param log takes its errors
    /// @return the words that it said after `ready`
    static List<String> runAndKillWhenReady(Path log, Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Xmx512m",
                "-D" + RegistryHome.PROPERTY + "=" + System.getProperty(RegistryHome.PROPERTY),
                "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        var program = new ProcessBuilder(command).redirectError(log.toFile()).start();
        try (var output = new BufferedReader(
                new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            var ready = output.lines().filter(line -> line.startsWith("ready")).findFirst().orElseThrow();
            return List.of(ready.split(" ", -1)).subList(1, ready.split(" ", -1).length);
        } finally {
            program.destroyForcibly();
            assertThat(ChildProcess.ends(program.toHandle(), Duration.ofMinutes(2))).isTrue();
        }
    }
}
