package io.copydesk.ingest;

import static io.copydesk.ingest.Fixtures.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// An instance that the machine pauses, and that wakes up when another has taken its sources.
@DisabledOnOs(OS.WINDOWS)
class PausedInstanceIT {
    private static final Duration SOON = Duration.ofMinutes(3);

    @Test
    void writesNothingThatTheInstanceWhichTookOverHasWritten(@TempDir Path folder) throws Exception {
        try (var cluster = new Cluster(); var newsroom = new Newsroom()) {
            newsroom.show(List.of(post(1, "a")));
            cluster.apply(SourceDefinition.newBuilder().setId("paused").setKind("page").setUrl(newsroom.url())
                    .setAllowNetworks(Newsroom.NETWORK)
                    .setEverySeconds(1).build());
            var other = instance(cluster, folder.resolve("other.log"));
            try {
                awaitRaw(cluster, 1);
                signal(other, "STOP");
                try (var _ = cluster.service(new SimpleMeterRegistry())) {
                    newsroom.show(List.of(post(1, "b")));
                    awaitRaw(cluster, 2);
                    newsroom.show(List.of(post(1, "c")));
                    awaitRaw(cluster, 3);
                    signal(other, "CONT");
                    newsroom.show(List.of(post(1, "d")));
                    awaitRaw(cluster, 4);
                    int until = newsroom.answered() + 10;
                    await().atMost(SOON).until(() -> newsroom.answered() >= until);
                }
                newsroom.show(List.of(post(1, "e")));
                awaitRaw(cluster, 5);
                assertThat(cluster.raw("paused")).extracting(Observation::getBody).containsExactly("a", "b", "c", "d",
                        "e");
            } finally {
                other.destroyForcibly().waitFor(120, TimeUnit.SECONDS);
            }
        }
    }

    private static Process instance(Cluster cluster, Path log) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), IngestMain.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("COPYDESK_"));
        builder.environment().put("COPYDESK_KAFKA_BOOTSTRAP_SERVERS",
                cluster.neighbours().kafka().get("bootstrap.servers"));
        builder.environment().put("COPYDESK_REGISTRY_URL", cluster.neighbours().registryUrl());
        builder.environment().put("COPYDESK_PUSH_PORT", "0");
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    private static void awaitRaw(Cluster cluster, int count) {
        await().atMost(SOON).untilAsserted(() -> assertThat(cluster.raw("paused")).hasSize(count));
    }
}
