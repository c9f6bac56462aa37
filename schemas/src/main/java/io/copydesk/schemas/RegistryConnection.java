package io.copydesk.schemas;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How Confluent's client is told to reach the registry. Left to itself it omits credentials without a word when their
/// source is not named, skips the check of the host name as soon as a trust store is set, waits a minute for a
/// connection, and logs the password of a URL: all of that is mended here.
///
/// @param urls without user info, which stands in the settings
/// @param settings for the client; holds secrets
record RegistryConnection(List<String> urls, Map<String, Object> settings) {
    private static final String PREFIX = "schema.registry.";
    private static final String SSL = "ssl.";
    private static final String BASIC = "basic.auth.credentials.source";
    private static final String USER_INFO = "basic.auth.user.info";
    private static final String BEARER = "bearer.auth.credentials.source";
    private static final String TOKEN = "bearer.auth.token";
    private static final String ENDPOINT_CHECK = "ssl.endpoint.identification.algorithm";
    /// Loopback to far away; a dead host must not use up a wait.
    private static final String CONNECT_MS = "5000";
    /// A registry that has just started on two busy cores takes several seconds for its first answer.
    private static final String READ_MS = "15000";
    private static final int LONGEST_MS = 60_000;

    /// @throws IllegalArgumentException naming the setting that cannot work
    static RegistryConnection of(String url, Map<String, ?> config) {
        var settings = new HashMap<String, Object>();
        config.forEach((name, value) -> settings.put(plain(name), value));
        var uris = Arrays.stream(url.split(",")).map(each -> uri(each.strip())).toList();
        credentials(uris, settings);
        refuseWhatCannotWork(settings);
        timeout(settings, "http.connect.timeout.ms", CONNECT_MS);
        timeout(settings, "http.read.timeout.ms", READ_MS);
        return new RegistryConnection(uris.stream().map(RegistryConnection::withoutUserInfo).toList(),
                spelledForTheClient(settings));
    }

    /// Without the settings: they hold secrets.
    @Override
    public String toString() {
        return "schema registry at " + urls;
    }

    private static String plain(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    private static URI uri(String url) {
        try {
            var uri = new URI(url);
            if (uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // its message would repeat a password
        }
        throw new IllegalArgumentException("url: not the http or https address of a schema registry");
    }

    /// Names the source of the credentials that are there.
    private static void credentials(List<URI> uris, Map<String, Object> settings) {
        var inUrl = uris.stream().map(URI::getUserInfo).distinct().toList();
        var named = text(settings, BASIC);
        if (named == null || named.equals("URL")) {
            if (inUrl.size() > 1) {
                throw new IllegalArgumentException("url: the addresses differ in user and password");
            }
            var userInfo = inUrl.get(0);
            if (userInfo != null) {
                settings.put(BASIC, "USER_INFO");
                settings.put(USER_INFO, userInfo);
            } else if (named != null) {
                throw new IllegalArgumentException(BASIC + "=URL: the url has no user and password");
            }
        }
        if (text(settings, BASIC) == null && text(settings, USER_INFO) != null) {
            settings.put(BASIC, "USER_INFO");
        }
        if (text(settings, BEARER) == null && text(settings, TOKEN) != null) {
            settings.put(BEARER, "STATIC_TOKEN");
        }
    }

    private static void refuseWhatCannotWork(Map<String, Object> settings) {
        var bearer = text(settings, BEARER);
        if (bearer != null && bearer.contains("OAUTHBEARER")) {
            throw new IllegalArgumentException(BEARER + "=" + bearer + ": OAuth towards the schema registry does not "
                    + "work with Kafka 4 clients; use STATIC_TOKEN, USER_INFO or TLS client certificates");
        }
        // the client would send no credentials at all, and say nothing
        if (bearer != null && !Set.of("STATIC_TOKEN", "CUSTOM").contains(bearer)) {
            throw new IllegalArgumentException(BEARER + "=" + bearer + ": not one of STATIC_TOKEN, CUSTOM");
        }
        var basic = text(settings, BASIC);
        if (basic != null && !Set.of("USER_INFO", "SASL_INHERIT").contains(basic)) {
            throw new IllegalArgumentException(BASIC + "=" + basic + ": not one of URL, USER_INFO, SASL_INHERIT");
        }
    }

    private static void timeout(Map<String, Object> settings, String name, String byDefault) {
        var value = Objects.requireNonNullElse(text(settings, name), byDefault);
        if (!value.matches("[1-9][0-9]{0,5}") || Integer.parseInt(value) > LONGEST_MS) {
            throw new IllegalArgumentException(name + "=" + value + ": not between 1 and " + LONGEST_MS);
        }
        settings.put(name, value);
    }

    private static String withoutUserInfo(URI uri) {
        return uri.getRawUserInfo() == null ? uri.toString() : uri.toString().replace(uri.getRawUserInfo() + "@", "");
    }

    private static Map<String, Object> spelledForTheClient(Map<String, Object> settings) {
        var spelled = new HashMap<String, Object>();
        settings.forEach((name, value) -> spelled.put(name.startsWith(SSL) ? PREFIX + name : name, value));
        if (settings.keySet().stream().anyMatch(name -> name.startsWith(SSL))) {
            spelled.putIfAbsent(PREFIX + ENDPOINT_CHECK, "https");
        }
        return Map.copyOf(spelled);
    }

    private static @Nullable String text(Map<String, Object> settings, String name) {
        var value = settings.get(name);
        return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }
}
