package io.copydesk.ingest.web;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What hosts ask of robots, by RFC 9309.
final class Robots {
    /// As much of a robots.txt as is read; the RFC asks for 500 KiB at least.
    static final int MAX_BYTES = 512 * 1024;
    private static final Duration KEPT = Duration.ofHours(24);
    /// While a robots.txt cannot be read, and how long its last state stands in for it.
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(30);
    private static final Duration LAST_KNOWN = Duration.ofDays(7);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final int MAX_HOSTS = 10_000;
    /// The parser takes HTML out of a line by a pattern that is slow on a long one; no rule is this long.
    private static final int MAX_LINE_CHARS = 2_048;
    private static final int NO_WARNINGS = 0;

    private final List<String> names;
    private final Source files;
    private final Clock clock;
    private final Map<String, Host> hosts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Host> eldest) {
            return size() > MAX_HOSTS;
        }
    };

    /// @param userAgent whose name, up to the first `/` or space, is what rules are looked up by
    Robots(String userAgent, Source files, Clock clock) {
        int end = 0;
        while (end < userAgent.length() && isOfName(userAgent.charAt(end))) {
            end++;
        }
        this.names = end == 0 ? List.of() : List.of(userAgent.substring(0, end).toLowerCase(Locale.ROOT));
        this.files = files;
        this.clock = clock;
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }

    /// Fetches a robots.txt.
    interface Source {
        /// @return its bytes; empty when the host says that it has none
        /// @throws IOException when that cannot be known
        Optional<byte[]> fetch(URI address) throws IOException;
    }

    /// @throws FetchException when the address may not be fetched
    void check(URI address) throws FetchException {
        var rules = host(address).rules(origin(address));
        if (!rules.isAllowed(address.toString())) {
            throw FetchException.of(Limit.ROBOTS, "robots.txt of " + address.getHost() + " does not allow it");
        }
    }

    /// The pause between two visits that the host asks for, as far as is known; at most 30 s.
    Duration delay(URI address) {
        return host(address).delay();
    }

    private Host host(URI address) {
        synchronized (hosts) {
            return hosts.computeIfAbsent(origin(address), _ -> new Host());
        }
    }

    private static String origin(URI address) {
        return (address.getScheme() + "://" + address.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    /// The rules of one host; fetched by one visitor, while others of the same host wait for it.
    private final class Host {
        private @Nullable BaseRobotRules rules;
        private Instant readAt = Instant.MIN;
        private Instant failedAt = Instant.MIN;
        private @Nullable IOException failure;

        synchronized BaseRobotRules rules(String origin) throws FetchException {
            var now = clock.instant();
            var known = rules;
            if (known != null && now.isBefore(readAt.plus(KEPT))) {
                return known;
            }
            if (failure == null || !now.isBefore(failedAt.plus(ASKED_AGAIN))) {
                try {
                    var read = parsed(origin, files.fetch(URI.create(origin + "/robots.txt")));
                    rules = read;
                    readAt = now;
                    failure = null;
                    return read;
                } catch (IOException e) {
                    failedAt = now;
                    failure = e;
                }
            }
            if (known != null && now.isBefore(readAt.plus(LAST_KNOWN))) {
                return known;
            }
            throw unreadable(origin, failure);
        }

        synchronized Duration delay() {
            long asked = rules == null ? BaseRobotRules.UNSET_CRAWL_DELAY : rules.getCrawlDelay();
            return asked == BaseRobotRules.UNSET_CRAWL_DELAY
                    ? Duration.ZERO
                    : Duration.ofMillis(Math.clamp(asked, 0, LONGEST_DELAY.toMillis()));
        }
    }

    private static FetchException unreadable(String origin, @Nullable IOException failure) {
        var message = "robots.txt of " + origin + " cannot be read"
                + (failure == null ? "" : ": " + FetchException.told(failure));
        // a limit that was hit on the way is what would keep the page from us too
        return failure instanceof FetchException known
                ? known.by(known.limit().orElse(Limit.ROBOTS), message)
                : FetchException.of(message);
    }

    private BaseRobotRules parsed(String origin, Optional<byte[]> file) {
        if (file.isEmpty()) {
            return new SimpleRobotRules(RobotRulesMode.ALLOW_ALL);
        }
        var bytes = file.get();
        var text = new String(bytes, 0, Math.min(bytes.length, MAX_BYTES), StandardCharsets.UTF_8);
        var lines = text.lines().filter(line -> line.length() <= MAX_LINE_CHARS).collect(Collectors.joining("\n"));
        return new SimpleRobotRulesParser(Long.MAX_VALUE, NO_WARNINGS).parseContent(origin + "/robots.txt",
                lines.getBytes(StandardCharsets.UTF_8), "text/plain", names);
    }
}
