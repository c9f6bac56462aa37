package io.copydesk.runtime;

import static java.util.stream.Collectors.joining;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings of one mapping interface by their variables.
///
/// @param byVariable those of named things for each name in the environment
/// @param named those of named things in general
record Settings(Map<String, Setting> byVariable, List<NamedSetting> named) {
    /// SmallRye's messages name the property, and may hold the value: only the name is taken from them.
    private static final Pattern PROPERTY = Pattern.compile("config property (\\S+) ");
    private static final String LIST = "[*]";

    static Settings of(Class<?> mapping, Environment environment) {
        var settings = new TreeMap<String, Setting>();
        var named = new ArrayList<NamedSetting>();
        ConfigMappings.getProperties(ConfigClass.configClass(mapping)).forEach((name, property) -> {
            var scalar = scalar(name);
            if (!scalar.contains("*") && !property.isGroup()) {
                settings.put(Environment.variable(scalar), Setting.of(scalar, property));
            }
            NamedSetting.of(scalar, property).ifPresent(named::add);
        });
        for (var one : named) {
            // whoever has any of the settings may lack a required one
            names(environment, named, one.before()).map(one::of)
                    .forEach(setting -> settings.put(Environment.variable(setting.property()), setting));
        }
        return new Settings(settings, named);
    }

    /// The property that holds a whole list.
    static String scalar(String name) {
        return name.endsWith(LIST) ? name.substring(0, name.length() - LIST.length()) : name;
    }

    private static Stream<String> names(Environment environment, List<NamedSetting> named, String before) {
        return environment.names().stream().map(Settings::withoutFile).flatMap(variable -> named.stream()
                .filter(other -> other.before().equals(before)).flatMap(other -> other.name(variable).stream()))
                .distinct();
    }

    List<String> unknown(Environment environment, Collection<String> others) {
        return environment.names().stream().filter(name -> !known(name, others))
                .map(name -> name + " is not a setting here; these are: " + knownNames()).toList();
    }

    /// A problem that SmallRye found, in our words; nothing for a variable whose file could not be read.
    Optional<String> explain(String message, Map<String, String> values, Set<String> unread) {
        var property = PROPERTY.matcher(message);
        if (!property.find()) {
            return Optional.of(values.values().stream().anyMatch(message::contains) ? "a setting is wrong" : message);
        }
        var variable = Environment.variable(property.group(1));
        var setting = byVariable.get(variable);
        if (setting == null) {
            return Optional.of(variable + " is wrong");
        }
        return Optional.of(setting.explain(values.get(setting.property()))).filter(_ -> !unread.contains(variable));
    }

    private boolean known(String name, Collection<String> others) {
        if (name.startsWith(PassThrough.KAFKA.prefix()) || name.startsWith(PassThrough.REGISTRY.prefix())) {
            return true;
        }
        return byVariable.containsKey(name) || others.contains(name) || byVariable.containsKey(withoutFile(name));
    }

    private static String withoutFile(String name) {
        return name.endsWith(Environment.FILE) ? name.substring(0, name.length() - Environment.FILE.length()) : name;
    }

    private String knownNames() {
        return Stream.concat(byVariable.keySet().stream(), named.stream().map(NamedSetting::form)).sorted()
                .collect(joining(", "));
    }
}
