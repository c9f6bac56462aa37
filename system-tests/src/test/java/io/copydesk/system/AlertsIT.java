package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.utility.MountableFile;

/// Prometheus' own tool on the rules that come with Copydesk: `alerts-test.yml` has the cases.
@ExtendWith(Docker.class)
class AlertsIT {
    private static final String IMAGE = "prom/prometheus:v2.42.0";
    private static final String RULES = "/rules";

    @Test
    void goOffWhenTheyShouldAndOnlyThen() {
        try (var promtool = new GenericContainer<>(IMAGE)
                .withCopyFileToContainer(MountableFile.forHostPath(Path.of("..", "deploy", "prometheus")), RULES)
                .withWorkingDirectory(RULES).withStartupCheckStrategy(
                        new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(2)))
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("/bin/sh", "-c",
                        "promtool check rules alerts.yml && promtool test rules alerts-test.yml"))) {
            promtool.start(); // waits for its end, and throws when that is not 0
            assertThat(promtool.getLogs()).containsPattern("SUCCESS: [1-9]\\d* rules found").doesNotContain("FAILED");
        }
    }
}
