package io.copydesk.ingest.text;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Time zones as publishers write them behind a time.
final class Zones {
    /// Only names that mean one thing; `IST` is three countries' and is not here.
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("Z", "Z"), Map.entry("ZZ", "Z"),
            Map.entry("UT", "Z"),
            Map.entry("UTC", "Z"), Map.entry("GMT", "Z"), Map.entry("EST", "-05:00"), Map.entry("EDT", "-04:00"),
            Map.entry("CST", "-06:00"), Map.entry("CDT", "-05:00"), Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"), Map.entry("PST", "-08:00"), Map.entry("PDT", "-07:00"),
            Map.entry("ET", "America/New_York"), Map.entry("CT", "America/Chicago"),
            Map.entry("MT", "America/Denver"), Map.entry("PT", "America/Los_Angeles"), Map.entry("BST", "+01:00"),
            Map.entry("WET", "Z"), Map.entry("WEST", "+01:00"), Map.entry("CET", "+01:00"),
            Map.entry("CEST", "+02:00"), Map.entry("EET", "+02:00"), Map.entry("EEST", "+03:00"),
            Map.entry("MSK", "+03:00"), Map.entry("GST", "+04:00"), Map.entry("PKT", "+05:00"),
            Map.entry("HKT", "+08:00"), Map.entry("SGT", "+08:00"), Map.entry("JST", "+09:00"),
            Map.entry("KST", "+09:00"), Map.entry("AEST", "+10:00"), Map.entry("AEDT", "+11:00"),
            Map.entry("AWST", "+08:00"), Map.entry("NZST", "+12:00"), Map.entry("NZDT", "+13:00"),
            Map.entry("AKST", "-09:00"), Map.entry("AKDT", "-08:00"), Map.entry("HST", "-10:00"),
            Map.entry("SAST", "+02:00"), Map.entry("EAT", "+03:00"), Map.entry("TRT", "+03:00"),
            Map.entry("BRT", "-03:00"), Map.entry("WIB", "+07:00"));
    private static final Pattern OFFSET = Pattern.compile("(?<base>UTC|GMT|UT|Z)? ?(?<sign>[+\\-\\u2212])"
            + "(?<hours>\\d{1,2}):?(?<minutes>\\d{2})?(?::?\\d{2})?(?<rest>[^\\d].*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?<name>[A-Za-z]+) ?(?:[\\[(].*)?");

    private Zones() {}

    /// The zone that the text means; empty when it means none that is known for sure.
    static Optional<ZoneId> of(String text) {
        var offset = OFFSET.matcher(text);
        try {
            if (offset.matches()) {
                var stated = offset(offset);
                return saysUtc(offset) && stated.getTotalSeconds() != 0 ? Optional.empty() : Optional.of(stated);
            }
            var named = NAME.matcher(text);
            var name = named.matches() ? NAMES.get(named.group("name").toUpperCase(Locale.ROOT)) : null;
            if (name != null) {
                return Optional.of(ZoneId.of(name));
            }
            return text.contains("/") ? Optional.of(ZoneId.of(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty(); // +99:99, Mars/Phobos
        }
    }

    /// Whether it is a name, of whatever; an offset is none, however odd it is.
    static boolean isName(String text) {
        return NAME.matcher(text.strip()).matches();
    }

    /// `Z+02:00` contradicts itself, `UTC+2` does not.
    private static boolean saysUtc(Matcher offset) {
        var rest = offset.group("rest") == null ? "" : offset.group("rest").strip();
        return "Z".equalsIgnoreCase(offset.group("base")) || rest.equalsIgnoreCase("Z");
    }

    private static ZoneOffset offset(Matcher matched) {
        int sign = matched.group("sign").equals("+") ? 1 : -1;
        int hours = Integer.parseInt(matched.group("hours"));
        var minutes = matched.group("minutes");
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * (minutes == null ? 0 : Integer.parseInt(minutes)));
    }
}
