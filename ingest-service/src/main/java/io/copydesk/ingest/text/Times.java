package io.copydesk.ingest.text;

import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.ZoneOrigin;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads times as one source writes them. The claim's text is always kept; what cannot be read for sure, such as
/// `03/04/2025`, has no instant.
public final class Times {
    private static final int MAX_CHARS = 100;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    /// Longer is no claim of a time, and not looked at.
    private static final int MAX_RAW_CHARS = 1_000;

    private static final String CLOCK = "(?<hour>\\d{1,2})(?:[:.]| ?h ?)(?<minute>\\d{2})"
            + "(?:[:.](?<second>\\d{1,2})(?:[.,:]\\d{1,12})?)?(?: ?(?<half>[ap])\\.? ?m(?![a-z])\\.?)?(?: ?Uhr)?";
    private static final String BEHIND = "(?: ?[\\[(].*[\\])]| ?[A-Za-z]+/[A-Za-z_/]+| ?[A-Za-z]{1,5})?";
    private static final String ZONE = "(?: ?(?<zone>(?:UTC|GMT|UT|Z)? ?[+\\-\\u2212]\\d{1,2}:?(?:\\d{2})?(?::?\\d{2})?"
            + BEHIND + "|[A-Za-z]+/[A-Za-z_/]+(?:[+-]\\d{1,2})?|[A-Za-z]{1,5}(?: ?[\\[(].*[\\])])?))?";
    /// A plus that became a space on its way through a form.
    private static final String LOST_PLUS = "(?: (?<lost>\\d{2}:?\\d{2}))?";
    private static final String MONTH = "(?<name>\\p{L}{3,10})\\.?";
    private static final String DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th|er|\\.|\u00BA)?";
    private static final String WEEKDAY = "(?:\\p{L}{2,12}\\.?,? )?";
    private static final String YEAR = "(?<year>\\d{4})";
    private static final String AT = ",? ?(?:at |um |\u00E0 |a las |[-|\u00B7\u2013] )?";
    /// PHP's letter for a zone's name is the one that ISO puts between day and time.
    private static final String T = "(?:[T_]| +|, ?|[A-Z]{3,4}(?=[\\d:]{4,8}[+-]))";
    private static final List<Pattern> SPELLINGS = List.of(
            // 2025-10-23T14:46:52.120+02:00, 2025-10-23 14:46 CEST, 2025/10/23
            spelling(YEAR + "[-/.](?<month>\\d{1,2})[-/.]" + DAY + "(?:" + T + CLOCK + "(?:" + ZONE + "|" + LOST_PLUS
                    + "))?"),
            // 20251023T144652Z
            spelling(YEAR + "(?<month>\\d{2})(?<day>\\d{2})"
                    + "(?:T?(?<hour>\\d{2}):?(?<minute>\\d{2})(?::?(?<second>\\d{2}))?" + ZONE + ")?"),
            // 23.10.2025 14:46: with dots it is day, month, year wherever it is written
            spelling("(?<day>\\d{1,2})\\. ?(?<month>\\d{1,2})\\. ?" + YEAR + "(?:" + AT + CLOCK + ZONE + ")?"),
            // 23/10/2025 14:46, and 10/23/2025, if one of them can be no month
            spelling("(?<one>\\d{1,2})[/-](?<other>\\d{1,2})[/-]" + YEAR + "(?:" + AT + CLOCK + ZONE + ")?"),
            // Thu, 23 Oct 2025 14:46:52 GMT, 23. Oktober 2025, 14:46 Uhr
            spelling(WEEKDAY + DAY + "[ -](?:of |de )?" + MONTH + ",?[ -](?:de |del )?" + YEAR + "(?:" + AT + CLOCK
                    + ZONE + ")?"),
            // Thursday, 23-Oct-25 14:46:52 GMT
            spelling(WEEKDAY + DAY + "[ -]" + MONTH + "[ -](?<short>\\d{2}) " + CLOCK + ZONE),
            // October 23, 2025 at 2:46 p.m. EDT
            spelling(WEEKDAY + MONTH + " " + DAY + ",? " + YEAR + "(?:" + AT + CLOCK + ZONE + ")?"),
            // Thu Oct 23 14:46:52 UTC 2025
            spelling(WEEKDAY + MONTH + " " + DAY + ",? " + CLOCK + ZONE + " " + YEAR),
            // 14:46 CEST, 23 October 2025
            spelling(CLOCK + ZONE + ",? (?:on )?" + WEEKDAY + DAY + " " + MONTH + ",? " + YEAR),
            // 2:46 p.m. EDT, Oct. 23, 2025
            spelling(CLOCK + ZONE + ",? (?:on )?" + WEEKDAY + MONTH + " " + DAY + ",? " + YEAR));

    private final @Nullable ZoneId zone;

    /// @param zone of claims that state none; null means UTC, and says so
    public Times(@Nullable ZoneId zone) {
        this.zone = zone;
    }

    /// Whether it names a time zone.
    public static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// With the zone that the source's definition names, see [#isZone].
    public static Times in(Optional<String> zone) {
        return new Times(zone.map(ZoneId::of).orElse(null));
    }

    public Time read(String text) {
        if (text.length() > MAX_RAW_CHARS) {
            return unread(text);
        }
        var plain = PlainText.line(text).replace("%2B", "+").replace("%3A", ":");
        if (plain.length() > MAX_CHARS) {
            return unread(text);
        }
        try {
            var epoch = Epoch.of(plain);
            if (epoch.isPresent()) {
                return time(text, epoch.get(), ZoneOrigin.STATED, TimePrecision.SECOND);
            }
            for (var spelling : SPELLINGS) {
                var matcher = spelling.matcher(plain);
                if (matcher.matches()) {
                    return read(text, matcher);
                }
            }
        } catch (DateTimeException e) {
            return unread(text); // 31 February, 25 o'clock
        }
        return unread(text);
    }

    /// A day that the caller read itself.
    public Time day(LocalDate day, String text) {
        return local(text, day.atStartOfDay(), null, TimePrecision.DAY);
    }

    private Time read(String text, Matcher matched) {
        var date = date(matched);
        if (group(matched, "hour") == null) {
            return day(date, text);
        }
        var second = group(matched, "second");
        var lost = group(matched, "lost");
        if (lost != null && second == null) {
            return unread(text); // 10:00 12:00 may be from, to
        }
        return local(text, local(date, hour(matched), number(matched, "minute"), second == null ? 0 : number(second)),
                lost == null ? group(matched, "zone") : "+" + lost,
                second == null ? TimePrecision.MINUTE : TimePrecision.SECOND);
    }

    private static LocalDate date(Matcher matched) {
        var shortYear = group(matched, "short");
        int year = shortYear == null
                ? number(matched, "year")
                : number(shortYear) + (number(shortYear) < 70 ? 2000 : 1900);
        if (group(matched, "one") != null) {
            int one = number(matched, "one");
            int other = number(matched, "other");
            if (one <= 12 && other <= 12 && one != other) {
                throw new DateTimeException("day and month may be either");
            }
            return LocalDate.of(year, Math.min(one, other), Math.max(one, other));
        }
        var month = group(matched, "month");
        return LocalDate.of(year, month != null ? number(month) : Months.of(matched.group("name")).getValue(),
                number(matched, "day"));
    }

    /// The end of a day may be called 24:00, the end of a minute may have a 61st second.
    private static LocalDateTime local(LocalDate date, int hour, int minute, int second) {
        if (hour == 24 && minute == 0 && second == 0) {
            return date.plusDays(1).atStartOfDay();
        }
        return second == 60
                ? date.atTime(LocalTime.of(hour, minute, 59)).plusSeconds(1)
                : date.atTime(LocalTime.of(hour, minute, second));
    }

    private Time local(String text, LocalDateTime local, @Nullable String zoneText, TimePrecision precision) {
        var stated = zoneText == null ? Optional.<ZoneId>empty() : Zones.of(zoneText.strip());
        if (stated.isPresent()) {
            return time(text, local.atZone(stated.get()).toInstant(), ZoneOrigin.STATED, precision);
        }
        // a name may be the source's own, an impossible offset is nobody's
        if (zone != null && (zoneText == null || Zones.isName(zoneText))) {
            return time(text, local.atZone(zone).toInstant(), ZoneOrigin.SOURCE, precision);
        }
        return zoneText == null
                ? time(text, local.toInstant(ZoneOffset.UTC), ZoneOrigin.ASSUMED_UTC, precision)
                : unread(text);
    }

    private static int number(Matcher matched, String name) {
        return number(matched.group(name));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static int hour(Matcher matched) {
        int hour = number(matched, "hour");
        var half = group(matched, "half");
        if (half == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("no such hour before or after noon");
        }
        return hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }

    private static @Nullable String group(Matcher matched, String name) {
        return matched.namedGroups().containsKey(name) ? matched.group(name) : null;
    }

    private static Time time(String text, Instant instant, ZoneOrigin zone, TimePrecision precision) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            return unread(text);
        }
        return Time.newBuilder().setText(raw(text)).setInstant(instant).setZone(zone).setPrecision(precision).build();
    }

    private static Time unread(String text) {
        return Time.newBuilder().setText(raw(text)).build();
    }

    /// The claim, as much of it as any time needs. (Composed, it may be longer than it was, or shorter.)
    private static String raw(String text) {
        var claim = PlainText.asClaimed(text);
        return claim.length() <= MAX_CHARS ? claim : PlainText.asClaimed(claim.substring(0, MAX_CHARS));
    }

    private static Pattern spelling(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
