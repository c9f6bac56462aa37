package io.copydesk.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that has ended.
///
/// @param exitCode 0 when all went well
/// @param output what it printed, errors included
record Command(int exitCode, String output) {
    /// Runs a program to its end.
    ///
    /// @param more environment variables besides those of this process
    /// @param input what it reads
    static Command run(Path folder, Map<String, String> more, List<String> command, String input)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(more);
        var process = builder.start();
        try (var toProcess = process.getOutputStream()) {
            toProcess.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), output);
    }
}
