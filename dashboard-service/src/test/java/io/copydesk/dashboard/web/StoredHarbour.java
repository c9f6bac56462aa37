package io.copydesk.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.dashboard.DashboardConfiguration;
import io.copydesk.dashboard.Harbour;
import io.copydesk.dashboard.history.History;
import io.copydesk.dashboard.view.News;
import io.copydesk.dashboard.view.View;
import io.copydesk.dashboard.view.ViewLimits;
import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.Readiness;
import io.copydesk.sink.Delivery;
import io.copydesk.sink.Item;
import io.copydesk.sink.postgres.PostgresStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A database that the sink itself fills, and a dashboard that reads it as docs/dashboard.md advises. The dashboard's memory
/// is empty but for what a test puts there. Every answer is held against the OpenAPI document.
final class StoredHarbour implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Pattern ROLE = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final JsonMapper JSON = new JsonMapper();

    final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final PostgresStore store;
    private final History history;
    private final Described described = new Described();
    private final View view = new View("c1", 1, ViewLimits.USUAL);
    private final DashboardServer server;
    private EmbeddedDatabase database;
    private long offset;

    StoredHarbour(Path data) throws IOException, SQLException {
        this.data = data;
        this.database = EmbeddedDatabase.start(data);
        this.store = new PostgresStore(database.jdbcUrl(), database.user(), database.password());
        store.open();
        makeReader();
        this.history = new History(database.jdbcUrl(), "copydesk_reader", "");
        this.server = server(view);
    }

    private void makeReader() throws IOException, SQLException {
        var role = ROLE.matcher(Files.readString(Path.of("../docs/dashboard.md")));
        assertThat(role.find()).isTrue();
        try (var connection = connect(); var statement = connection.createStatement()) {
            statement.execute(role.group(1));
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /// Another dashboard over the same database.
    DashboardServer server(View known) {
        var settings = Configuration.load(DashboardConfiguration.class, Map.of("COPYDESK_DASHBOARD_PORT", "0"));
        return DashboardServer.start(settings.dashboard(), () -> Optional.of(known),
                () -> new Readiness(true, "running"), Optional.of(history),
                new SimpleMeterRegistry(), Clock.systemUTC());
    }

    void stopDatabase() {
        database.close();
    }

    void startDatabase() {
        database = EmbeddedDatabase.start(data);
        await().atMost(SOON).ignoreExceptions().untilAsserted(store::ping); // has a connection of its own to mend
    }

    void store(Item... items) {
        store.write(Arrays.stream(items)
                .map(item -> new Delivery("any", 0, 0, Harbour.NOON.toEpochMilli(), "any", item)).toList());
    }

    /// As the sink hears it: the change, and the entry's state after it.
    void store(Change... changes) {
        for (var change : changes) {
            store(new Item.Changed(change), new Item.State(change.getState().orElseThrow()));
        }
    }

    void remember(Change change) {
        view.take(0, offset++, new News.Changed(change), true);
    }

    static Change first(Entry.Builder entry) {
        return Harbour.change(ChangeKind.NEW, entry.build());
    }

    HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path), BodyHandlers.ofString());
        assertThat(described.faults(answer)).as(path + ": " + answer.body()).isEmpty();
        return answer;
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /// The ids of what a search finds.
    List<String> found(String words, String... more) throws IOException, InterruptedException {
        return json("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + String.join("", more))
                .path("entries").findValuesAsText("id");
    }

    @Override
    public void close() {
        view.close();
        server.close();
        history.close();
        store.close();
        database.close();
        http.shutdownNow();
    }
}
