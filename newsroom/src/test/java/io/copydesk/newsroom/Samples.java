package io.copydesk.newsroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// The project's own scripts.
final class Samples {
    private static final Instant OPENING = Instant.parse("2026-03-01T09:00:00.123Z");

    private Samples() {}

    static List<Script> all() {
        try {
            return Script.readAll(Path.of("..", "samples", "newsroom"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Script of(Format format) {
        return all().stream().filter(script -> script.format() == format).findFirst().orElseThrow();
    }

    /// A minute between two moments.
    static Blog blog(Format format, int moment) {
        return Blog.after(of(format),
                IntStream.range(0, moment).mapToObj(i -> OPENING.plusSeconds(60L * i)).toList());
    }

    static Blog last(Format format) {
        return blog(format, of(format).moments().size());
    }
}
