package io.copydesk.runtime;

import static java.util.stream.Collectors.joining;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What can be set, in words: the same for `--help` and for docs/configuration.md.
///
/// @param settings by their variables
public record Manual(List<Described> settings) {
    private static final Pattern LINE = Pattern.compile("(.{1,90})(?: +|$)");

    public Manual {
        settings = List.copyOf(settings);
    }

    /// One setting.
    ///
    /// @param variable `COPYDESK_PUSH_KEYS_<NAME>_TOKEN` where there may be several
    /// @param takes what it should hold, in words
    /// @param unset what holds without it: its default, `required` or `none`
    /// @param secret whether its value is never shown
    public record Described(String variable, String takes, String unset, boolean secret, String meaning) {}

    /// The settings of mapping interfaces, each of which has a [Doc].
    public static Manual of(Class<?>... mappings) {
        return sorted(Arrays.stream(mappings).flatMap(Manual::described));
    }

    /// What every service reads besides its own settings.
    public static Manual ofEveryService() {
        return sorted(Stream.concat(Stream.of(PassThrough.KAFKA, PassThrough.REGISTRY)
                .flatMap(client -> client.described().stream()), described(OperationsConfiguration.class)));
    }

    /// A table for docs/configuration.md.
    public String markdown() {
        return "| variable | without it | |\n|---|---|---|\n" + settings.stream().map(each -> "| `" + each.variable()
                + "` | " + each.unset() + " | " + each.meaning().replace("|", "\\|") + "." + sentence(each) + " |\n")
                .collect(joining());
    }

    /// Lines for a terminal.
    public String text() {
        return settings.stream().map(each -> "  " + each.variable() + " (" + each.unset().replace("`", "") + ")\n"
                + wrapped(each.meaning().replace("`", "") + "." + sentence(each))).collect(joining());
    }

    private static String sentence(Described setting) {
        return (setting.takes().equals(Setting.TEXT) ? "" : " Takes " + setting.takes() + ".")
                + (setting.secret() ? " Secret." : "");
    }

    private static Manual sorted(Stream<Described> settings) {
        return new Manual(settings.sorted(Comparator.comparing(Described::variable)).toList());
    }

    private static Stream<Described> described(Class<?> mapping) {
        return ConfigMappings.getProperties(ConfigClass.configClass(mapping)).entrySet().stream()
                .filter(property -> property.getValue().getMethod().isAnnotationPresent(Doc.class))
                .map(property -> Setting.of(Settings.scalar(property.getKey()), property.getValue()).described())
                .distinct();
    }

    private static String wrapped(String text) {
        return LINE.matcher(text).replaceAll("      $1\n");
    }
}
