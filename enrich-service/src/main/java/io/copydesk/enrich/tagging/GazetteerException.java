package io.copydesk.enrich.tagging;

import java.util.List;

/// A gazetteer or rules file that cannot be used, with every problem that it has.
public final class GazetteerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    GazetteerException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
