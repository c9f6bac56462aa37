package io.copydesk.ingest.push;

import io.copydesk.runtime.ConfigurationException;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may push: whoever knows the key; without a configured key, whoever is on this machine.
final class Access {
    private static final String BEARER = "Bearer ";

    private final byte @Nullable [] key;

    /// @throws ConfigurationException when others could reach the address and there is no key
    Access(Optional<String> key, String host) {
        this.key = key.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
        if (key.isEmpty() && !isLoopback(host)) {
            throw new ConfigurationException(List.of("COPYDESK_PUSH_HOST is " + host
                    + ", which others can reach: set COPYDESK_PUSH_KEY, or listen on 127.0.0.1"));
        }
    }

    boolean allows(Context request) {
        if (key == null) {
            return true;
        }
        var authorization = request.header("Authorization");
        var given = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : request.header("X-API-Key");
        // takes as long for a key that is nearly right as for one that is all wrong
        return given != null && MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // it cannot be listened on either
        }
    }
}
