package io.copydesk.runtime;

import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Kafka and the schema registry as each service needs them.
///
/// @param kafka settings of Kafka's clients, `bootstrap.servers` among them
/// @param registryUrl the registry's Confluent API, one URL or several separated by commas
/// @param registry settings of Confluent's registry client
public record Neighbours(Map<String, String> kafka, String registryUrl, Map<String, String> registry) {
    private static final String URL = "url";

    public Neighbours {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
    }

    /// @throws ConfigurationException with the problems of both
    public static Neighbours of(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        var kafka = collecting(problems, () -> Configuration.kafka(environment));
        var registry = new TreeMap<>(collecting(problems, () -> Configuration.registry(environment)));
        ConfigurationException.throwIfAny(problems);
        var url = registry.remove(URL);
        return new Neighbours(kafka, url == null ? "" : url, registry);
    }

    /// A connection to the registry; whoever asks closes it.
    ///
    /// @throws ConfigurationException with the setting that cannot work
    public Contracts contracts() {
        return contracts(Patience.ofServices());
    }

    /// @throws ConfigurationException with the setting that cannot work
    public Contracts contracts(Patience patience) {
        try {
            return new Contracts(Contracts.client(registryUrl, registry), patience);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of("COPYDESK_REGISTRY_…: " + e.getMessage()));
        }
    }

    /// Without the values: they hold passwords.
    @Override
    public String toString() {
        return "Neighbours[kafka=" + kafka.keySet() + ", registry=" + registry.keySet() + "]";
    }

    private static Map<String, String> collecting(List<String> problems, Supplier<Map<String, String>> settings) {
        try {
            return settings.get();
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
            return Map.of();
        }
    }
}
