package io.copydesk.runtime;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/// How people write values.
final class Values {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    private Values() {}

    /// `500ms`, `30s`, `5m`, `1h`, `7d`, or ISO-8601.
    static Duration duration(String value) {
        var simple = DURATION.matcher(value.strip());
        if (!simple.matches()) {
            return iso(value.strip());
        }
        var amount = Long.parseLong(simple.group(1));
        return switch (simple.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Duration iso(String value) {
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            // SmallRye names the property only of what it takes for a wrong value
            throw new IllegalArgumentException(e);
        }
    }

    /// SmallRye takes everything it does not know for `false`; here it is an error.
    static Boolean truth(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
