package io.copydesk.runtime;

import java.util.List;

/// A start that cannot be: every problem of it, each naming its environment variable, none holding a secret.
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public ConfigurationException(List<String> problems) {
        super("Configuration: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /// One sentence each.
    public List<String> problems() {
        return problems;
    }

    public static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }
}
