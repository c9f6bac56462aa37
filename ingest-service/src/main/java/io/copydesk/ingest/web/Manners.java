package io.copydesk.ingest.web;

import java.time.Duration;
import java.util.Map;

/// How we visit.
///
/// @param userAgent who visits, with an address to write to
/// @param hostGap between two visits to one host
/// @param hostConnections to one host at a time
/// @param secrets by name, for `${name}` in addresses
public record Manners(String userAgent, Duration hostGap, int hostConnections, Map<String, String> secrets) {
    public Manners {
        secrets = Map.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "Manners[" + userAgent + ", " + hostGap + ", " + secrets.keySet() + "]";
    }
}
