package io.copydesk.ingest.web;

import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.web.Connections.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.HttpHeaders;

/// Visits for all sources that allow the same networks: follows redirects, as each host's robots.txt allows it.
final class Visitor implements AutoCloseable {
    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Connections connections;
    private final Robots robots;
    private final Bounds bounds;
    private final Clock clock;

    /// @throws IllegalArgumentException when what is allowed is no network
    Visitor(List<String> allowed, Manners manners, Bounds bounds, Places places, Clock clock) {
        var addresses = new Addresses(allowed.stream().map(Network::of).toList());
        this.connections = new Connections(addresses, manners, bounds, places);
        this.robots = new Robots(manners.userAgent(), this::robots, clock);
        this.bounds = bounds;
        this.clock = clock;
    }

    /// Where a way of redirects ended.
    record Arrival(URI location, Response response) {}

    /// How each is asked.
    private interface Request {
        Response send(URI address, Map<String, String> headers, Deadline deadline) throws IOException;
    }

    /// What each address on the way must pass.
    private interface Check {
        void pass(URI address) throws FetchException;
    }

    Arrival visit(URI address, Map<String, String> headers) throws IOException {
        return follow(address, headers, new Deadline(bounds.whole()), robots::check, connections::get);
    }

    /// The pause between two visits that the host asks for, as far as is known.
    Duration delay(URI address) {
        return robots.delay(address);
    }

    private Arrival follow(URI from, Map<String, String> headers, Deadline deadline, Check check, Request request)
            throws IOException {
        var address = from;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            long asked = System.nanoTime();
            check.pass(address); // may wait for the host's robots.txt, which has a deadline of its own
            deadline.postpone(System.nanoTime() - asked);
            var response = request.send(address, headers, deadline);
            if (!REDIRECTS.contains(response.status())) {
                return new Arrival(address, response);
            }
            address = target(response, address);
        }
        throw FetchException.of(Limit.TOO_MANY_REDIRECTS, "more than " + MAX_REDIRECTS + " redirects from " + from);
    }

    private static URI target(Response response, URI from) throws FetchException {
        var target = response.header(HttpHeaders.LOCATION);
        return CanonicalUrl.absolute(target, from).orElseThrow(() -> target == null
                ? FetchException.of(response.status(), from.toString(), Optional.empty())
                : FetchException.of(Limit.SCHEME_REFUSED, from + " redirects to what is no http or https address"));
    }

    /// By RFC 9309, a host without the file allows everything, and one that is in trouble nothing.
    private Optional<byte[]> robots(URI file) throws IOException {
        var arrival = follow(file, Map.of(), new Deadline(bounds.silence()), _ -> {}, connections::start);
        int status = arrival.response().status();
        if (status == 200) {
            return Optional.of(arrival.response().bytes());
        }
        if (status >= 400 && status < 500 && status != 429) {
            return Optional.empty();
        }
        throw refusal(arrival);
    }

    FetchException refusal(Arrival arrival) {
        return FetchException.of(arrival.response().status(), arrival.location().toString(),
                Waits.retryAfter(arrival.response().header(HttpHeaders.RETRY_AFTER), clock.instant()));
    }

    @Override
    public void close() {
        connections.close();
    }
}
