package io.copydesk.ingest.web;

import io.copydesk.ingest.text.CanonicalUrl;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.HttpHeaders;

/// Fetches what sources publish: conditional, redirected, unpacked, as hosts and their robots.txt ask for it, and bounded
/// in time, size and addresses.
public final class Web implements AutoCloseable {

    private final Manners manners;
    private final Bounds bounds;
    private final Clock clock;
    private final Secrets secrets;
    private final Places places;
    private final Hosts hosts = new Hosts(System::nanoTime);
    /// By the networks that are allowed.
    private final Map<List<String>, Visitor> visitors = new ConcurrentHashMap<>();

    public Web(Manners manners, Clock clock) {
        this(manners, Bounds.OF_PAGES, clock);
    }

    Web(Manners manners, Bounds bounds, Clock clock) {
        this.manners = manners;
        this.bounds = bounds;
        this.clock = clock;
        this.places = new Places(manners.hostConnections());
        this.secrets = new Secrets(manners.secrets());
    }

    /// Takes a turn among the visits to the host.
    ///
    /// @return how long to wait for it
    public Duration turn(Visit visit) {
        // a visit that cannot be made will say so itself
        return CanonicalUrl.absolute(visit.url(), null).map(address -> {
            var visitor = visitors.get(visit.allowed());
            var asked = visitor == null ? Duration.ZERO : visitor.delay(address);
            var gap = asked.compareTo(manners.hostGap()) > 0 ? asked : manners.hostGap();
            return hosts.turn(address.getHost().toLowerCase(Locale.ROOT), gap);
        }).orElse(Duration.ZERO);
    }

    /// @throws FetchException naming what kept it from being fetched
    public Answer get(Visit visit) throws FetchException {
        var revealed = secrets.reveal(visit.url());
        try {
            return answer(visit, revealed);
        } catch (FetchException e) {
            throw e.saying(revealed.masked(FetchException.told(e)));
        } catch (IOException e) {
            throw FetchException.of(revealed.masked(FetchException.told(e)));
        }
    }

    private Answer answer(Visit visit, Secrets.Revealed revealed) throws IOException {
        var address = CanonicalUrl.absolute(revealed.text(), null)
                .orElseThrow(() -> FetchException.of(Limit.SCHEME_REFUSED, "url: no http or https address"));
        var visitor = visitor(visit.allowed());
        var arrival = visitor.visit(address, conditions(visit));
        var response = arrival.response();
        var fresh = Waits.freshness(response.header(HttpHeaders.CACHE_CONTROL), response.header(HttpHeaders.AGE));
        if (response.status() == 304 && visit.isConditional()) {
            return new Answer.NotModified(fresh);
        }
        if (response.status() != 200) {
            throw visitor.refusal(arrival);
        }
        var location = CanonicalUrl.absolute(revealed.masked(arrival.location().toString()), null);
        return new Answer.Page(revealed.masked(response.bytes()), response.header(HttpHeaders.CONTENT_TYPE),
                location.orElse(arrival.location()), response.header(HttpHeaders.ETAG),
                response.header(HttpHeaders.LAST_MODIFIED), fresh);
    }

    private Visitor visitor(List<String> allowed) throws FetchException {
        try {
            return visitors.computeIfAbsent(allowed,
                    networks -> new Visitor(networks, manners, bounds, places, clock));
        } catch (IllegalArgumentException e) {
            throw FetchException.of("allow: " + e.getMessage());
        }
    }

    private static Map<String, String> conditions(Visit visit) {
        var headers = new HashMap<String, String>();
        if (visit.etag() != null) {
            headers.put(HttpHeaders.IF_NONE_MATCH, visit.etag());
        }
        if (visit.lastModified() != null) {
            headers.put(HttpHeaders.IF_MODIFIED_SINCE, visit.lastModified());
        }
        return headers;
    }

    @Override
    public void close() {
        visitors.values().forEach(Visitor::close);
    }
}
