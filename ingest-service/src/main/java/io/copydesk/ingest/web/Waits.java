package io.copydesk.ingest.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.message.BasicHeaderValueParser;
import org.apache.hc.core5.http.message.ParserCursor;
import org.jspecify.annotations.Nullable;

/// What headers say about when to come again.
final class Waits {
    /// However long a server asks for: a mistake of its own must not lose us the blog.
    static final Duration LONGEST_RETRY = Duration.ofDays(1);
    /// However long an answer claims to last: a live blog's may be a mistake too.
    static final Duration LONGEST_FRESHNESS = Duration.ofMinutes(10);
    private static final int MAX_DIGITS = 9;

    private Waits() {}

    /// `Retry-After`: seconds or a date.
    static Optional<Duration> retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        var text = header.strip();
        var asked = isNumber(text)
                ? Optional.of(seconds(text))
                : Optional.ofNullable(DateUtils.parseStandardDate(text)).map(until -> Duration.between(now, until));
        return asked.filter(Duration::isPositive).map(wait -> shorter(wait, LONGEST_RETRY));
    }

    /// `Cache-Control: max-age`, less the `Age` that the answer had already.
    static Duration freshness(@Nullable String cacheControl, @Nullable String age) {
        if (cacheControl == null) {
            return Duration.ZERO;
        }
        var maxAge = Duration.ZERO;
        for (var element : BasicHeaderValueParser.INSTANCE.parseElements(cacheControl,
                new ParserCursor(0, cacheControl.length()))) {
            var name = element.getName();
            if (name.equalsIgnoreCase("no-cache") || name.equalsIgnoreCase("no-store")) {
                return Duration.ZERO;
            }
            var value = element.getValue();
            if (name.equalsIgnoreCase("max-age") && value != null && isNumber(value)) {
                maxAge = seconds(value);
            }
        }
        var had = age != null && isNumber(age.strip()) ? seconds(age.strip()) : Duration.ZERO;
        var left = maxAge.minus(had);
        return left.isNegative() ? Duration.ZERO : shorter(left, LONGEST_FRESHNESS);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(Long.parseLong(digits.length() > MAX_DIGITS ? "9".repeat(MAX_DIGITS) : digits));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
