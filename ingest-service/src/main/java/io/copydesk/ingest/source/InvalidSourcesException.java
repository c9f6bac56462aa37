package io.copydesk.ingest.source;

import java.util.List;

/// A sources file with mistakes: all of them, each with its line.
public final class InvalidSourcesException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    InvalidSourcesException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
