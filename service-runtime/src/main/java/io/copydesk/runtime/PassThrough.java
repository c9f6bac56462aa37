package io.copydesk.runtime;

import static io.copydesk.runtime.Environment.FILE;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Settings of a client that Copydesk hands on as they are: `COPYDESK_KAFKA_SASL_MECHANISM` → `sasl.mechanism`.
///
/// @param prefix of the variables
/// @param namesEndingInFile the client's own settings that end in `.file`, which are no `*_FILE` variables
record PassThrough(String prefix, List<String> namesEndingInFile) {
    static final PassThrough KAFKA = new PassThrough("COPYDESK_KAFKA_",
            List.of("sasl.oauthbearer.assertion.file", "sasl.oauthbearer.assertion.private.key.file",
                    "sasl.oauthbearer.assertion.template.file"));
    static final PassThrough REGISTRY = new PassThrough("COPYDESK_REGISTRY_", List.of());

    Map<String, String> settings(Environment environment, List<String> problems) {
        var settings = new TreeMap<String, String>();
        for (var name : environment.names()) {
            if (name.startsWith(prefix)) {
                var variable = isFile(name) ? name.substring(0, name.length() - FILE.length()) : name;
                if (!settings.containsKey(setting(variable))) {
                    environment.value(variable, problems::add)
                            .ifPresent(value -> settings.put(setting(variable), value));
                }
            }
        }
        return settings;
    }

    private boolean isFile(String name) {
        return name.endsWith(FILE) && !namesEndingInFile.contains(setting(name));
    }

    private String setting(String variable) {
        return variable.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
