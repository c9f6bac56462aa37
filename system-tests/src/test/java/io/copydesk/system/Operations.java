package io.copydesk.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Health and metrics of a service, as its operator sees them.
record Operations(int port) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    boolean ready() throws InterruptedException {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening
        }
    }

    /// What it says of itself; empty while it does not listen.
    String health() throws InterruptedException {
        try {
            return get("/health/ready").body();
        } catch (IOException e) {
            return "";
        }
    }

    /// The sum of a metric's values whose labels contain `label`.
    long count(String metric, String label) throws IOException, InterruptedException {
        return metrics().lines()
                .filter(line -> (line.startsWith(metric + "{") || line.startsWith(metric + " "))
                        && line.contains(label))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    /// Whether it is ready, and why not, as an orchestrator reads it.
    String readiness() throws IOException, InterruptedException {
        return get("/health/ready").body();
    }

    /// All of them, as Prometheus reads them.
    String metrics() throws IOException, InterruptedException {
        return get("/metrics").body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }
}
