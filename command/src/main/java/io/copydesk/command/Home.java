package io.copydesk.command;

import java.nio.file.Path;

/// Where this program lies, and what lies beside it.
public final class Home {
    private static final String PROPERTY = "copydesk.home";

    private Home() {}

    /// The source tree that the program was built from.
    static Path folder() {
        return Path.of(System.getProperty(PROPERTY, "."));
    }

    public static Path samples() {
        return folder().resolve("samples");
    }
}
