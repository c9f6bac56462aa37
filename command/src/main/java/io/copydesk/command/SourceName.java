package io.copydesk.command;

import java.nio.file.Path;

/// The source id that a file gets: its name without extension, in the characters that ids may have.
public final class SourceName {
    private SourceName() {}

    public static String of(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9._-]+", "-");
    }
}
