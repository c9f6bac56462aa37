package io.copydesk.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copydesk.benchmarks.FilledCluster.Sending;
import io.copydesk.benchmarks.Race.Work;
import io.copydesk.cluster.DataDirectory;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From a topic to documents of an OpenSearch that runs already, against a plain bulk of the same documents into an index
/// with the same mappings. Its indices are `bench-…`.
final class SearchBench implements Benchmarks.Stage {
    private static final int ENTRIES = 10_000;
    private static final int A_REQUEST = 2_000;
    private static final String PREFIX = "bench";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url = Optional.ofNullable(System.getenv("COPYDESK_OPENSEARCH_URL"))
            .orElse("http://127.0.0.1:9200");
    private final DataDirectory data;
    private final FilledCluster cluster;
    private final EmbeddedRegistry registry;
    private final SinkLane sink;
    private final List<String> bodies = new ArrayList<>();

    SearchBench(Path folder) {
        call("GET", "/", ""); // before anything else takes its time
        this.data = DataDirectory.take(folder);
        this.cluster = new FilledCluster(folder.resolve("kafka"));
        this.registry = EmbeddedRegistry.start(folder.resolve("registry"), cluster.bootstrapServers());
        this.sink = new SinkLane("opensearch", registry.url(),
                Map.of("COPYDESK_OPENSEARCH_URL", url, "COPYDESK_OPENSEARCH_INDEX_PREFIX", PREFIX));
        fill();
        entries();
        takeDocuments();
    }

    private void fill() {
        try (var client = Contracts.client(registry.url(), Map.of());
                var contracts = Contracts.connect(registry.url(), Map.of())) {
            new SchemasAdmin(client).apply();
            cluster.fill(contracts, this::entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void entries(Sending topic) {
        var records = new EntryRecords(Instant.now().minusSeconds(600));
        for (int number = 0; number < ENTRIES; number++) {
            var entry = records.tagged(number);
            topic.send(Topics.ENTRIES, entry.getId(), entry);
        }
    }

    @Override
    public void run(PrintWriter out) {
        new Race("entries").lane("plain bulk of the same documents", this::bulk).lane("entries", this::entries)
                .lane("the same once more", this::replay).run().report(out);
    }

    private Work bulk() {
        empty();
        long began = System.nanoTime();
        for (var body : bodies) {
            var answer = call("POST", "/_bulk", body);
            if (answer.path("errors").asBoolean(true)) {
                throw new IllegalStateException("the plain bulk failed: " + answer.path("items").path(0));
            }
        }
        return new Work(ENTRIES, System.nanoTime() - began);
    }

    private Work entries() {
        empty();
        return sink.run(cluster, ENTRIES);
    }

    private Work replay() {
        entries();
        return sink.run(cluster, ENTRIES);
    }

    private void empty() {
        call("DELETE", "/" + PREFIX + "-*", "");
    }

    /// The documents as the store wrote them.
    private void takeDocuments() {
        call("POST", "/" + PREFIX + "-entries/_refresh", "");
        var found = call("GET", "/" + PREFIX + "-entries/_search?size=" + ENTRIES + "&version=true", "").path("hits")
                .path("hits");
        var body = new StringBuilder();
        int documents = 0;
        for (var hit : found) {
            body.append("{\"index\":{\"_index\":\"" + PREFIX + "-entries-plain\",\"_id\":").append(hit.path("_id"))
                    .append(",\"version\":").append(hit.path("_version"))
                    .append(",\"version_type\":\"external\"}}\n").append(hit.path("_source")).append('\n');
            if (++documents % A_REQUEST == 0) {
                bodies.add(body.toString());
                body.setLength(0);
            }
        }
        if (documents != ENTRIES) {
            throw new IllegalStateException("only " + documents + " documents of " + ENTRIES);
        }
    }

    private JsonNode call(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/x-ndjson")
                .method(method, BodyPublishers.ofString(body)).build();
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException("no OpenSearch at " + url
                    + " (COPYDESK_OPENSEARCH_URL); 'docker-compose --profile opensearch up -d opensearch' starts one",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        empty();
        registry.close();
        cluster.close();
        data.close();
    }
}
