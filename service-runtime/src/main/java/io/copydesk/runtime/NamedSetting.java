package io.copydesk.runtime;

import io.smallrye.config.ConfigMappingInterface.Property;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A setting that each of several named things has: `copydesk.push.keys.*.token` is `COPYDESK_PUSH_KEYS_TIDEWATER_TOKEN`
/// for the one that is called `tidewater`, and `copydesk.prices.*` is `COPYDESK_PRICES_PAPER` for the `paper`.
///
/// @param before the property up to the name: `copydesk.push.keys.`
/// @param after the property behind the name: `.token`, or nothing
record NamedSetting(String before, String after, Property property) {
    private static final String ANY = ".*";
    private static final Pattern NAME = Pattern.compile("[A-Z0-9]+(_[A-Z0-9]+)*+");

    /// Nothing for a setting that there is only once.
    static Optional<NamedSetting> of(String name, Property property) {
        int any = name.indexOf(ANY);
        if (any < 0 || name.indexOf('*', any + ANY.length()) >= 0 || property.isGroup()) {
            return Optional.empty();
        }
        return Optional.of(new NamedSetting(name.substring(0, any + 1), name.substring(any + ANY.length()), property));
    }

    /// For people: `COPYDESK_PUSH_KEYS_<NAME>_TOKEN`.
    String form() {
        return Environment.variable(before) + "<NAME>" + Environment.variable(after);
    }

    /// Whose setting a variable is: `tidewater-cms` for `COPYDESK_PUSH_KEYS_TIDEWATER_CMS_TOKEN`.
    Optional<String> name(String variable) {
        var start = Environment.variable(before);
        var end = Environment.variable(after);
        if (variable.length() <= start.length() + end.length() || !variable.startsWith(start)
                || !variable.endsWith(end)) {
            return Optional.empty();
        }
        var name = variable.substring(start.length(), variable.length() - end.length());
        return Optional.of(name).filter(it -> NAME.matcher(it).matches())
                .map(it -> it.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    Setting of(String name) {
        return Setting.of(before + name + after, property);
    }
}
