package io.copydesk.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.ingest.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each parser for a while against inputs that Jazzer makes up from the fixtures, guided by what they reach. What it
/// finds becomes a fixture; see CONTRIBUTING.md, also for longer runs.
class FuzzIT {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 12);
    /// One that is fixed lets a build try what it tried before; 0 takes another each time.
    private static final int SEED = Integer.getInteger("fuzz.seed", 1);
    private static final int START_SECONDS = 120;
    private static final int LARGEST_SEED = 16 * 1024;
    private static final List<Path> SEEDS = List.of(Path.of("src/test/resources"), Path.of("../samples"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsOrRefusesWhateverComes(Kind kind) throws Exception {
        var log = folder.resolve("log").toFile();
        var jazzer = new ProcessBuilder(command(kind)).redirectErrorStream(true).redirectOutput(log).start();
        try {
            assertThat(jazzer.waitFor(SECONDS + START_SECONDS, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
        } finally {
            jazzer.destroyForcibly();
        }
        var said = Files.readString(log.toPath());
        System.out.println(kind + ": " + said.lines().filter(line -> line.startsWith("Done ")).findFirst().orElse(""));
        assertThat(jazzer.exitValue()).as(said).isZero();
        assertThat(said).contains("Done ");
    }

    private List<String> command(Kind kind) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading", "-cp", System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + ParserFuzz.class.getName(),
                "--target_args=" + kind.label(), "--instrumentation_includes=io.copydesk.ingest.**",
                "--custom_hook_includes=io.copydesk.ingest.**",
                "--reproducer_path=" + folder, "-artifact_prefix=" + found(kind) + "/", "-max_total_time=" + SECONDS,
                "-seed=" + SEED, "-timeout=20", "-rss_limit_mb=2500", "-max_len=" + LARGEST_SEED,
                "-print_final_stats=1",
                seeds().toString()));
        var known = Path.of("src/test/resources/fuzz", kind.label());
        if (Files.isDirectory(known)) {
            command.add(known.toString());
        }
        return command;
    }

    /// Kept after the test: what was found is to be looked at.
    private static Path found(Kind kind) throws IOException {
        return Files.createDirectories(Path.of("target/fuzz", kind.label()));
    }

    /// The small fixtures of all kinds, copied: Jazzer adds its own to the folder.
    private Path seeds() throws IOException {
        var seeds = Files.createDirectory(folder.resolve("seeds"));
        int number = 0;
        for (var root : SEEDS) {
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (Files.size(file) <= LARGEST_SEED && !file.toString().endsWith(".tsv")) {
                        Files.copy(file, seeds.resolve("seed-" + number++));
                    }
                }
            }
        }
        return seeds;
    }
}
