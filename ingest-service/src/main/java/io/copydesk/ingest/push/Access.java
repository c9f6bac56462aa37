package io.copydesk.ingest.push;

import io.copydesk.ingest.IngestConfiguration.Push;
import io.copydesk.runtime.ConfigurationException;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may push: whoever gives the token of a key; where there is no key, whoever is on this machine.
final class Access {
    private static final String BEARER = "Bearer ";

    private final List<Key> keys;

    /// @param time of the rate limits
    /// @throws ConfigurationException when a key is wrong, or others could reach the address and there is no key
    Access(Push config, TimeMeter time) {
        var problems = new ArrayList<String>();
        this.keys = Keys.read(config, time, problems);
        if (keys.isEmpty() && problems.isEmpty() && !isLoopback(config.host())) {
            problems.add("COPYDESK_PUSH_HOST is " + config.host()
                    + ", which others can reach: set COPYDESK_PUSH_KEY or COPYDESK_PUSH_KEYS_<NAME>_TOKEN, or listen on"
                    + " 127.0.0.1");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /// Whoever these headers are from, if it may push.
    Optional<Caller> caller(@Nullable String authorization, @Nullable String apiKey) {
        if (keys.isEmpty()) {
            return Optional.of(Caller.LOCAL);
        }
        var given = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : apiKey;
        if (given == null) {
            return Optional.empty();
        }
        var hash = Key.hash(given);
        Optional<Caller> caller = Optional.empty();
        // to the last one, so that the time tells nothing of the others
        for (var key : keys) {
            caller = key.isOf(hash) ? Optional.of(key.caller()) : caller;
        }
        return caller;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // it cannot be listened on either
        }
    }
}
