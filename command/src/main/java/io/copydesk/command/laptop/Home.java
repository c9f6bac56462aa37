package io.copydesk.command.laptop;

import java.nio.file.Path;

/// Where this program lies, and what lies beside it.
final class Home {
    private static final String PROPERTY = "copydesk.home";

    private Home() {}

    static Path samples() {
        return Path.of(System.getProperty(PROPERTY, ".")).resolve("samples");
    }
}
