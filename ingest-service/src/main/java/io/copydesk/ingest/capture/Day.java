package io.copydesk.ingest.capture;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A line that is nothing but a day, as live pages put it above their entries.
///
/// @param text as published
record Day(LocalDate date, String text) {
    private static final List<DateTimeFormatter> FORMS = List.of(form("d MMMM uuuu"), form("MMMM d, uuuu"));
    private static final int LONGEST = "30 September 2025".length() + 1;

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    static Optional<Day> in(String line) {
        if (line.isEmpty() || line.length() > LONGEST) {
            return Optional.empty();
        }
        return FORMS.stream().flatMap(form -> read(line, form).stream()).findFirst();
    }

    private static Optional<Day> read(String line, DateTimeFormatter form) {
        try {
            return Optional.of(new Day(LocalDate.parse(line, form), line));
        } catch (DateTimeParseException notThisForm) {
            return Optional.empty();
        }
    }
}
