package io.copydesk.sink.opensearch;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/// The Docker of this machine: a test class that it extends is skipped where there is none, and fails where
/// `COPYDESK_EXPECT_DOCKER` says that there is one.
public final class Docker implements ExecutionCondition {
    private static final String EXPECTED = "COPYDESK_EXPECT_DOCKER";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent() || DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("Docker answers");
        }
        if (Boolean.parseBoolean(System.getenv(EXPECTED))) {
            throw new IllegalStateException(EXPECTED + " is set, but Docker cannot be reached");
        }
        return ConditionEvaluationResult.disabled("NOT RUN: Docker cannot be reached");
    }
}
