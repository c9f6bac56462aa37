package io.copydesk.runtime;

import static io.copydesk.runtime.Environment.FILE;

import io.copydesk.runtime.Manual.Described;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Settings of a client that Copydesk hands on as they are: `COPYDESK_KAFKA_SASL_MECHANISM` → `sasl.mechanism`.
///
/// @param prefix of the variables
/// @param namesEndingInFile the client's own settings that end in `.file`, which are no `*_FILE` variables
/// @param described its variables as people read of them
record PassThrough(String prefix, List<String> namesEndingInFile, List<Described> described) {
    static final String BROKERS = "host:port of a broker, or several separated by commas";
    static final String REGISTRIES = "the URL of a schema registry with Confluent's API";
    static final PassThrough KAFKA = new PassThrough("COPYDESK_KAFKA_",
            List.of("sasl.oauthbearer.assertion.file", "sasl.oauthbearer.assertion.private.key.file",
                    "sasl.oauthbearer.assertion.template.file"),
            List.of(new Described("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", BROKERS, "required", false, "The brokers"),
                    new Described("COPYDESK_KAFKA_…", "what Kafka's documentation says", "none", true,
                            "Every other setting of Kafka's clients: `COPYDESK_KAFKA_SASL_MECHANISM` is"
                                    + " `sasl.mechanism`. It reaches every consumer, producer and admin client")));
    static final PassThrough REGISTRY = new PassThrough("COPYDESK_REGISTRY_", List.of(),
            List.of(new Described("COPYDESK_REGISTRY_URL", REGISTRIES, "required", true, "The schema registry"),
                    new Described("COPYDESK_REGISTRY_…", "what Confluent's documentation says", "none", true,
                            "Every other setting of Confluent's registry client:"
                                    + " `COPYDESK_REGISTRY_BASIC_AUTH_USER_INFO`,"
                                    + " `COPYDESK_REGISTRY_BEARER_AUTH_TOKEN`,"
                                    + " `COPYDESK_REGISTRY_SSL_TRUSTSTORE_LOCATION`. OAuth is refused, it does not"
                                    + " work with Kafka 4 clients")));

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
