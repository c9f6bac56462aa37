package io.copydesk.enrich.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The numbers of a text that have a unit, so that 1.8 billion miles and 2.9 billion kilometres are known to be the same.
///
/// @param values one for each such number, mostly none
record Measures(List<Value> values) {
    private static final Measures NONE = new Measures(List.of());
    /// How far rounding may take one from the other.
    private static final double ROUNDED = 0.04;
    private static final Pattern NUMBER = Pattern.compile("#(\\d+(?:\\.\\d+)?)(bn|m|km)?");
    private static final Map<String, Double> SCALES = Map.of("hundr", 1e2, "hundred", 1e2, "thousand", 1e3, "million",
            1e6, "billion", 1e9, "trillion", 1e12);
    /// By stem: metres, kilograms and degrees, and what others are of them.
    private static final Map<String, Unit> UNITS = Map.ofEntries(Map.entry("mile", new Unit('m', 1609.344)),
            Map.entry("yard", new Unit('m', 0.9144)), Map.entry("feet", new Unit('m', 0.3048)),
            Map.entry("foot", new Unit('m', 0.3048)), Map.entry("inch", new Unit('m', 0.0254)),
            Map.entry("km", new Unit('m', 1000)), Map.entry("kilometr", new Unit('m', 1000)),
            Map.entry("kilomet", new Unit('m', 1000)), Map.entry("metr", new Unit('m', 1)),
            Map.entry("meter", new Unit('m', 1)), Map.entry("centimetr", new Unit('m', 0.01)),
            Map.entry("centimet", new Unit('m', 0.01)), Map.entry("mph", new Unit('m', 1609.344)),
            Map.entry("kph", new Unit('m', 1000)), Map.entry("kmh", new Unit('m', 1000)),
            Map.entry("pound", new Unit('w', 0.4536)), Map.entry("lb", new Unit('w', 0.4536)),
            Map.entry("kilogram", new Unit('w', 1)), Map.entry("kilo", new Unit('w', 1)),
            Map.entry("kg", new Unit('w', 1)), Map.entry("acr", new Unit('a', 0.404686)),
            Map.entry("acre", new Unit('a', 0.404686)), Map.entry("hectar", new Unit('a', 1)));

    /// @param of what is measured
    /// @param size of one unit
    private record Unit(char of, double size) {}

    /// @param term of the number alone
    record Value(int term, char of, double unit, double size) {}

    static Measures of(String[] words) {
        var found = new ArrayList<Value>();
        for (int at = 0; at < words.length; at++) {
            var number = NUMBER.matcher(words[at]);
            if (number.matches()) {
                var scale = at + 1 < words.length ? SCALES.get(words[at + 1]) : null;
                var unit = unit(number.group(2), words, scale == null ? at + 1 : at + 2);
                if (unit != null) {
                    double value = Double.parseDouble(number.group(1)) * (scale == null ? 1 : scale);
                    found.add(new Value(Features.hash(words[at]), unit.of(), unit.size(), value * unit.size()));
                }
            }
        }
        return found.isEmpty() ? NONE : new Measures(List.copyOf(found));
    }

    private static @Nullable Unit unit(@Nullable String suffix, String[] words, int at) {
        if (suffix != null && !suffix.equals("bn")) {
            return UNITS.get(suffix.equals("m") ? "metr" : suffix);
        }
        return at < words.length ? UNITS.get(words[at]) : null;
    }

    /// Whether `term` is a number that the other text gives in another unit.
    boolean convert(int term, Measures others) {
        for (var value : values) {
            for (var other : others.values) {
                if (value.term == term && value.of == other.of && value.unit != other.unit
                        && Math.abs(value.size / other.size - 1) < ROUNDED) {
                    return true;
                }
            }
        }
        return false;
    }
}
