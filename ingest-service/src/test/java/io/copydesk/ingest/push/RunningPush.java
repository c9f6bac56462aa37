package io.copydesk.ingest.push;

import io.copydesk.contracts.Observation;
import io.copydesk.ingest.IngestConfiguration;
import io.copydesk.ingest.poll.Tally;
import io.copydesk.runtime.Configuration;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// The push API before a broker that acknowledges at once, at a time that stands still unless it is moved.
final class RunningPush implements AutoCloseable {
    static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    static final String JSON = "application/json";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final MockProducer<byte[], byte[]> broker = new MockProducer<>(true, null, new ByteArraySerializer(),
            new ByteArraySerializer());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Outbox outbox = new Outbox(() -> broker, RunningPush::encoded, Duration.ofMinutes(2));
    private final PushServer server;
    private final AtomicLong passed = new AtomicLong();

    /// @param settings `COPYDESK_PUSH_…` variables
    RunningPush(Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("COPYDESK_PUSH_PORT", "0");
        server = new PushServer(Configuration.load(IngestConfiguration.class, environment).push(), outbox,
                new Tally(meters), new Requests(meters), Clock.fixed(NOW, ZoneOffset.UTC), new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return passed.get();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                });
    }

    private static ProducerRecord<byte[], byte[]> encoded(Observation observation) {
        return new ProducerRecord<>("raw", observation.getBody().getBytes(StandardCharsets.UTF_8));
    }

    /// Of the rate limits.
    void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }

    /// What the broker answers from now on.
    void fail(@Nullable RuntimeException failure) {
        broker.sendException = failure;
    }

    int sent() {
        return broker.history().size();
    }

    /// @param reason as the counter has it
    double refused(String reason) {
        return meters.counter("copydesk.ingest.rejected", "reason", reason, "source", "push").count();
    }

    HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        return post(JSON, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> post(String contentType, byte[] body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address("/v1/updates")).header("Content-Type", contentType)
                .timeout(Duration.ofMinutes(2)).POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    /// Sends these characters, closes its side, and reads what comes.
    String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    @Override
    public void close() {
        server.close();
        outbox.close();
    }
}
