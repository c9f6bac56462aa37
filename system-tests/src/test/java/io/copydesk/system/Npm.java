package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Node.js's packages, as a `package-lock.json` pins them.
final class Npm {
    private Npm() {}

    /// Whether this machine has it; where `CI` is set it must.
    static boolean isExpected() throws InterruptedException {
        if (System.getenv("CI") != null) {
            return true;
        }
        try {
            return Command.run(Path.of("."), Map.of(), List.of("npm", "--version"), "").exitCode() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    /// Into `node_modules` of the folder that holds the lock file; no package may run anything.
    static void install(Path folder) throws IOException, InterruptedException {
        var installed = Command.run(folder, Map.of(), List.of("npm", "ci", "--ignore-scripts", "--prefer-offline",
                "--no-audit", "--no-fund"), "");
        assertThat(installed.exitCode()).as(installed.output()).isZero();
    }
}
