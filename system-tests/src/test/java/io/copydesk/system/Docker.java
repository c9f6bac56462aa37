package io.copydesk.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The Docker of this machine: a test class that it extends is skipped where there is none, and fails where
/// `COPYDESK_EXPECT_DOCKER` says that there is one.
final class Docker implements ExecutionCondition {
    private static final String EXPECTED = "COPYDESK_EXPECT_DOCKER";
    private static final List<List<String>> COMPOSE = List.of(List.of("docker", "compose"), List.of("docker-compose"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent() || answers(List.of("docker", "info"))) {
            return ConditionEvaluationResult.enabled("Docker answers");
        }
        if (Boolean.parseBoolean(System.getenv(EXPECTED))) {
            throw new IllegalStateException(EXPECTED + " is set, but Docker cannot be reached (docker info)");
        }
        return ConditionEvaluationResult.disabled("NOT RUN: Docker cannot be reached (docker info)");
    }

    /// The command that runs Compose.
    static List<String> compose() {
        return COMPOSE.stream()
                .filter(command -> answers(Stream.concat(command.stream(), Stream.of("version")).toList())).findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Docker answers, but neither docker compose nor docker-compose is installed"));
    }

    private static boolean answers(List<String> command) {
        try {
            return Command.run(Path.of("."), Map.of(), command, "").exitCode() == 0;
        } catch (IOException e) {
            return false; // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
