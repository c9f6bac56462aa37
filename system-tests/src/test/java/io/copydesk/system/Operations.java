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

    /// The sum of a metric's values whose labels contain `label`.
    long count(String metric, String label) throws IOException, InterruptedException {
        return get("/metrics").body().lines()
                .filter(line -> (line.startsWith(metric + "{") || line.startsWith(metric + " "))
                        && line.contains(label))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
    }
}
