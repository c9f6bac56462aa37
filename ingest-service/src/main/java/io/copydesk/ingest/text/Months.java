package io.copydesk.ingest.text;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The names of the months in the languages that publishers write dates in; a name that means different months in two
/// of them means none.
final class Months {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.UK, Locale.GERMAN,
            Locale.of("de", "AT"), Locale.FRENCH, Locale.of("es"), Locale.ITALIAN, Locale.of("pt"), Locale.of("nl"));
    private static final List<TextStyle> STYLES = List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT,
            TextStyle.SHORT_STANDALONE);
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Map<String, Month> NAMES = names();

    private Months() {}

    /// @throws DateTimeException when it names none
    static Month of(String name) {
        var month = NAMES.get(plain(name));
        if (month == null) {
            throw new DateTimeException("no month");
        }
        return month;
    }

    private static Map<String, Month> names() {
        var names = new HashMap<String, Month>();
        var ambiguous = new HashSet<String>();
        for (var language : LANGUAGES) {
            for (var style : STYLES) {
                for (var month : Month.values()) {
                    var name = plain(month.getDisplayName(style, language));
                    var other = names.put(name, month);
                    if (other != null && other != month) {
                        ambiguous.add(name);
                    }
                }
            }
        }
        names.keySet().removeAll(ambiguous);
        return Map.copyOf(names);
    }

    private static String plain(String name) {
        var letters = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return letters.toLowerCase(Locale.ROOT).replace(".", "");
    }
}
