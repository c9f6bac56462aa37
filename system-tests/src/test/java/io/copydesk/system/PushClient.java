package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// Pushes as the contract asks of a client: a request is repeated until it is accepted.
final class PushClient implements AutoCloseable {
    private static final int ACCEPTED = 202;
    private static final int NOT_NOW = 503;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String key;

    PushClient(URI address) {
        this(address, "");
    }

    /// @param key what an instance that asks for one is given
    PushClient(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /// Returns when the updates, one JSON object each, are accepted.
    void push(List<String> updates) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(200)).atMost(PATIENCE)
                .until(() -> accepted(String.join("\n", updates)));
    }

    /// Tries once.
    ///
    /// @return whether they were accepted
    boolean accepted(String updates) throws InterruptedException {
        var request = HttpRequest.newBuilder(address).header("Content-Type", "application/x-ndjson")
                .header("Authorization", "Bearer " + key)
                .timeout(Duration.ofSeconds(15)).POST(BodyPublishers.ofString(updates)).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isIn(ACCEPTED, NOT_NOW);
            return answer.statusCode() == ACCEPTED;
        } catch (IOException e) {
            return false; // killed before or after it took them: nobody knows, so they are sent again
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
