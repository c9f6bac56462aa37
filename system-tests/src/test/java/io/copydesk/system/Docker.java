package io.copydesk.system;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The Docker of this machine, if it has one.
final class Docker {
    private static final String EXPECTED = "COPYDESK_EXPECT_DOCKER";
    private static final List<List<String>> COMPOSE = List.of(List.of("docker", "compose"), List.of("docker-compose"));

    private Docker() {}

    /// Without Docker the test is skipped, or fails where Docker is expected.
    static void require() throws InterruptedException {
        require(answers(List.of("docker", "info")), "Docker cannot be reached (docker info)");
    }

    /// The command that runs Compose. Without Docker or Compose the test is skipped, or fails where Docker is expected.
    static List<String> compose() throws InterruptedException {
        require();
        for (var command : COMPOSE) {
            if (answers(Stream.concat(command.stream(), Stream.of("version")).toList())) {
                return command;
            }
        }
        require(false, "neither docker compose nor docker-compose is installed");
        return List.of();
    }

    private static void require(boolean present, String absence) {
        if (Boolean.parseBoolean(System.getenv(EXPECTED))) {
            assertTrue(present, EXPECTED + " is set, but " + absence);
        }
        assumeTrue(present, "NOT RUN: " + absence);
    }

    private static boolean answers(List<String> command) throws InterruptedException {
        try {
            return Command.run(Path.of("."), Map.of(), command, "").exitCode() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }
}
