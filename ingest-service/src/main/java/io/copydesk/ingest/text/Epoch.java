package io.copydesk.ingest.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times as numbers: seconds, thousandths or millionths since 1970, told apart by their length.
final class Epoch {
    private static final Pattern SECONDS = Pattern.compile("(\\d{10})(?:\\.\\d{1,12})?");
    private static final Pattern MILLIS = Pattern.compile("(\\d{13})(?:\\.\\d{1,12})?");
    private static final Pattern MICROS = Pattern.compile("(\\d{13})\\d{3}");
    /// As .NET writes them; the offset says where, not when.
    private static final Pattern DATE = Pattern.compile("/?Date\\((\\d{9,13})(?:[+-]\\d{4})?\\)/?");

    private Epoch() {}

    /// @throws DateTimeException when no time has that number
    static Optional<Instant> of(String text) {
        var seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds.group(1))));
        }
        for (var pattern : new Pattern[]{MILLIS, MICROS, DATE}) {
            var millis = pattern.matcher(text);
            if (millis.matches()) {
                return Optional.of(Instant.ofEpochMilli(Long.parseLong(millis.group(1))));
            }
        }
        return Optional.empty();
    }
}
