package io.copydesk.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/// What Kafka's clients say of settings before any of them is started. A name that they do not know is left alone: a
/// plug-in may know it.
final class KafkaSettings {
    private static final List<ConfigDef> DEFINITIONS = List.of(ConsumerConfig.configDef(), ProducerConfig.configDef(),
            AdminClientConfig.configDef());

    private KafkaSettings() {}

    /// One for each setting that cannot be; without the values, which may be secrets.
    static List<String> problems(Map<String, String> settings) {
        return settings.entrySet().stream().flatMap(setting -> problem(setting.getKey(), setting.getValue()).stream())
                .toList();
    }

    /// The variables of settings that are none of Kafka's clients: typing errors, or a plug-in's or Kafka Streams' own.
    static List<String> unknown(Map<String, String> settings) {
        return settings.keySet().stream()
                .filter(name -> DEFINITIONS.stream().noneMatch(known -> known.configKeys().containsKey(name)))
                .map(KafkaSettings::variable).sorted().toList();
    }

    private static String variable(String name) {
        return "COPYDESK_KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static Optional<String> problem(String name, String value) {
        Stream<ConfigDef.ConfigKey> keys = DEFINITIONS.stream().map(definition -> definition.configKeys().get(name));
        return keys.filter(key -> key != null && !takes(key, value)).findFirst()
                .map(key -> variable(name) + " is nothing that Kafka's clients take for " + name
                        + ": it is of the type " + key.type()
                        + (key.validator == null ? "" : ", " + key.validator));
    }

    private static boolean takes(ConfigDef.ConfigKey key, String value) {
        try {
            var parsed = ConfigDef.parseType(key.name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }
}
