package io.copydesk.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// Programs that follow a stream of server-sent events, each on a connection of its own.
final class StreamReaders implements AutoCloseable {
    private static final String ENTRY = "data: {\"entry\":{\"id\":\"";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Latencies> latencies;
    private final CountDownLatch following;

    /// Returns when all follow.
    StreamReaders(URI stream, int readers, Latencies times) {
        this.latencies = IntStream.range(0, readers).mapToObj(_ -> times.another()).toList();
        this.following = new CountDownLatch(readers);
        latencies.forEach(each -> Thread.ofVirtual().start(() -> follow(stream, each)));
        try {
            following.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(URI stream, Latencies times) {
        try (var lines = new BufferedReader(new InputStreamReader(
                http.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8))) {
            lines.readLine(); // the beat that every stream begins with
            following.countDown();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ENTRY)) {
                    times.told(EntryRecords.number(line.substring(ENTRY.length(), line.indexOf('"', ENTRY.length()))));
                }
            }
        } catch (IOException e) {
            following.countDown(); // closed, or it misses what comes, which is counted
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<Latencies> latencies() {
        return latencies;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
