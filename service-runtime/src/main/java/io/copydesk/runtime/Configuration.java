package io.copydesk.runtime;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Configuration from environment variables, with every problem in one message that names the variables.
///
/// A setting `copydesk.batch-size` is the variable `COPYDESK_BATCH_SIZE`, or the content of the file that
/// `COPYDESK_BATCH_SIZE_FILE` names. Lists are separated by commas. An empty variable counts as not set.
/// Of a map, `copydesk.presses.*.speed` is `COPYDESK_PRESSES_EAST_SPEED` for the one that is called `east`, and
/// `copydesk.prices.*` is `COPYDESK_PRICES_OLD_PAPER` for `old-paper`.
/// A setting whose name ends in `password`, `key`, `secret`, `token` or `credentials` is never shown; declare it as a
/// `String` (SmallRye's own `Secret` takes an absent one for present).
public final class Configuration {
    /// Above SmallRye's own converters.
    private static final int PRIORITY = 200;
    /// What a process reads besides its service's settings; see [ServiceMain] and logback.xml.
    private static final Set<String> OF_EVERY_PROCESS = Set.of("COPYDESK_HTTP_HOST", "COPYDESK_HTTP_PORT",
            "COPYDESK_LOG_FORMAT", "COPYDESK_LOG_LEVEL", "COPYDESK_METRICS_SOURCES");

    private Configuration() {}

    /// Reads `mapping`, an interface with `@ConfigMapping(prefix = "copydesk")`, and refuses variables of ours
    /// that neither it nor [Neighbours] knows: they are typing errors.
    ///
    /// @throws ConfigurationException with all problems
    public static <T> T load(Class<T> mapping, Map<String, String> environment) {
        var ours = new Environment(environment);
        var settings = Settings.of(mapping, ours);
        var problems = new ArrayList<>(settings.unknown(ours, OF_EVERY_PROCESS));
        return load(mapping, settings, ours, problems);
    }

    /// As [#load(Class, Map)], for a mapping that knows only a part of the variables.
    static <T> T loadPart(Class<T> mapping, Map<String, String> environment) {
        var ours = new Environment(environment);
        return load(mapping, Settings.of(mapping, ours), ours, new ArrayList<>());
    }

    /// `COPYDESK_KAFKA_BOOTSTRAP_SERVERS` (required) → `bootstrap.servers`; whatever Kafka's clients know passes through.
    ///
    /// @throws ConfigurationException with all problems
    public static Map<String, String> kafka(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        var settings = PassThrough.KAFKA.settings(new Environment(environment), problems);
        if (!settings.containsKey("bootstrap.servers")) {
            problems.add("COPYDESK_KAFKA_BOOTSTRAP_SERVERS is required: " + PassThrough.BROKERS);
        }
        problems.addAll(KafkaSettings.problems(settings));
        ConfigurationException.throwIfAny(problems);
        return settings;
    }

    /// `COPYDESK_REGISTRY_URL` (required) → `url`; whatever Confluent's registry client knows passes through.
    ///
    /// @throws ConfigurationException with all problems
    public static Map<String, String> registry(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        var settings = PassThrough.REGISTRY.settings(new Environment(environment), problems);
        if (!settings.containsKey("url")) {
            problems.add("COPYDESK_REGISTRY_URL is required: " + PassThrough.REGISTRIES);
        }
        ConfigurationException.throwIfAny(problems);
        return settings;
    }

    private static <T> T load(Class<T> mapping, Settings settings, Environment environment, List<String> problems) {
        var values = new HashMap<String, String>();
        var unread = new HashSet<String>();
        settings.byVariable().forEach((variable, setting) -> {
            var before = problems.size();
            environment.value(variable, problems::add).ifPresentOrElse(value -> values.put(setting.property(), value),
                    () -> unread.addAll(problems.size() > before ? Set.of(variable) : Set.of()));
        });
        try {
            var loaded = config(values, mapping).getConfigMapping(mapping);
            ConfigurationException.throwIfAny(problems);
            return loaded;
        } catch (ConfigValidationException e) {
            for (int i = 0; i < e.getProblemCount(); i++) {
                settings.explain(e.getProblem(i).getMessage(), values, unread).ifPresent(problems::add);
            }
            throw new ConfigurationException(problems);
        }
    }

    /// No expressions, profiles or other sources: a value is what the variable holds, `${` in a password too.
    private static SmallRyeConfig config(Map<String, String> values, Class<?> mapping) {
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(values, "environment", PRIORITY))
                .withConverter(Boolean.class, PRIORITY, Values::truth)
                .withConverter(Duration.class, PRIORITY, Values::duration)
                .withConverter(Path.class, PRIORITY, Path::of).withMapping(mapping).build();
    }
}
