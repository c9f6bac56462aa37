package io.copydesk.ingest.push;

import io.copydesk.ingest.IngestConfiguration.Push;
import io.copydesk.ingest.IngestConfiguration.Count;
import io.github.bucket4j.TimeMeter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The keys of the configuration.
final class Keys {
    /// What the one of `COPYDESK_PUSH_KEY` is called.
    private static final String DEFAULT = "default";

    private Keys() {}

    /// @param problems gets one for each thing that is wrong
    static List<Key> read(Push config, TimeMeter time, Collection<String> problems) {
        var tokens = new TreeMap<String, String>();
        config.keys().forEach((name, key) -> key.token().ifPresentOrElse(token -> tokens.put(name, token), () -> {
            if (!name.equals(DEFAULT) || config.key().isEmpty()) {
                problems.add(variable(name) + " is required: the token that the key's caller gives");
            }
        }));
        config.key().ifPresent(token -> {
            if (tokens.put(DEFAULT, token) != null) {
                problems.add("COPYDESK_PUSH_KEY and " + variable(DEFAULT) + " are both set: set one of them");
            }
        });
        shared(tokens).forEach(names -> problems
                .add(names.stream().map(Keys::variable).collect(Collectors.joining(" and ")) + " must differ"));
        return tokens.entrySet().stream()
                .map(key -> new Key(key.getValue(), caller(key.getKey(), config.keys(), time))).toList();
    }

    private static Caller caller(String name, Map<String, Push.Key> settings, TimeMeter time) {
        var key = Optional.ofNullable(settings.get(name));
        int rate = key.map(Push.Key::rate).orElse(Count.parse(Push.Key.RATE)).number();
        int burst = key.map(Push.Key::burst).orElse(Count.parse(Push.Key.BURST)).number();
        return new Caller(key.flatMap(Push.Key::secret).map(Signing::new),
                Optional.of(new Allowance(rate, burst, time)));
    }

    /// The names that have one token between them.
    private static Collection<List<String>> shared(Map<String, String> tokens) {
        var names = new TreeMap<String, List<String>>();
        tokens.forEach((name, token) -> names.computeIfAbsent(token, _ -> new ArrayList<>()).add(name));
        return names.values().stream().filter(several -> several.size() > 1).toList();
    }

    private static String variable(String name) {
        return "COPYDESK_PUSH_KEYS_" + name.replace('-', '_').toUpperCase(Locale.ROOT) + "_TOKEN";
    }
}
