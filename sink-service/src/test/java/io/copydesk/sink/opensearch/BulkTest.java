package io.copydesk.sink.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.sink.Samples;
import io.copydesk.sink.StoreRejectedException;
import io.copydesk.sink.StoreUnavailableException;
import io.copydesk.sink.opensearch.Cluster.Place;
import io.copydesk.sink.opensearch.StubCluster.Answer;
import io.copydesk.sink.opensearch.StubCluster.Asked;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests and answers of the cluster, over HTTP.
class BulkTest {
    private static final String MARCH = "t-entries-2026-03";

    private Function<Asked, Answer> answers = _ -> new Answer(500, "");
    private final StubCluster stub = new StubCluster(asked -> answers.apply(asked));
    private final Cluster cluster = new Cluster(stub.access());
    private final Bulk bulk = new Bulk(cluster::bulk);

    BulkTest() throws IOException {}

    @AfterEach
    void close() {
        cluster.close();
        stub.close();
    }

    @Test
    void writesAndDeletesUnderExternalVersions() throws IOException {
        answers = asked -> accepted(asked);

        bulk.send(List.of(Action.delete("copydesk.entries", new Place(MARCH, "d"), 7),
                Action.write("t-stories", Samples.link("a", 4))).iterator());

        assertThat(stub.asked).singleElement().satisfies(asked -> {
            assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /_bulk");
            assertThat(asked.body()).isEqualTo(file("bulk-request.ndjson"));
        });
    }

    @Test
    void readsWhatBecameOfEveryAction() throws IOException {
        answers = _ -> new Answer(200, file("bulk-done.json"));

        bulk.send(Stream.of(entry("a"), entry("b"), entry("c"), gone("d"), gone("e")).iterator());

        assertThat(bulk.done()).extracting(Action::id).containsExactly("a", "b", "e");
        assertThat(bulk.outdated()).extracting(Action::id).containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource({"400,mapper_parsing_exception", "400,illegal_argument_exception", "413,any",
            "400,strict_dynamic_mapping_exception", "400,invalid_index_name_exception"})
    void rejectsADocumentThatCanNeverBeStoredAndKnowsWhatElseIsDone(String status, String type) {
        answers = _ -> new Answer(200, file("bulk-failed.json").replace("STATUS", status).replace("TYPE", type));

        assertThatThrownBy(() -> bulk.send(Stream.of(entry("a"), entry("b"), entry("c")).iterator()))
                .isInstanceOf(StoreRejectedException.class)
                .hasMessage(type + ": it says so; illegal_argument_exception: the very cause; HTTP " + status);
        assertThat(bulk.done()).extracting(Action::id).containsExactly("a", "c");
    }

    @ParameterizedTest
    @CsvSource({"429,rejected_execution_exception", "503,unavailable_shards_exception", "500,any",
            "403,cluster_block_exception", "404,index_not_found_exception", "400,index_closed_exception",
            "400,validation_exception"})
    void waitsWhereTheDocumentIsNotAtFault(String status, String type) {
        answers = _ -> new Answer(200, file("bulk-failed.json").replace("STATUS", status).replace("TYPE", type));

        assertThatThrownBy(() -> bulk.send(Stream.of(entry("a"), entry("b"), entry("c")).iterator()))
                .isInstanceOf(StoreUnavailableException.class).hasMessageContaining(type);
        assertThat(bulk.done()).extracting(Action::id).containsExactly("a", "c");
    }

    @Test
    void waitsWhenADocumentWasWrittenToWhileItWasToBeDeleted() {
        answers = _ -> new Answer(200, file("bulk-done.json"));

        assertThatThrownBy(() -> bulk.send(Stream.of(entry("a"), entry("b"), gone("c"), gone("d"), gone("e"))
                .iterator())).isInstanceOf(StoreUnavailableException.class).hasMessageContaining("version conflict");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 429, 500, 502, 503, 504})
    void waitsWhenTheWholeRequestIsTurnedDown(int status) {
        answers = _ -> new Answer(status, "<html>sorry</html>");

        assertThatThrownBy(() -> bulk.send(List.of(entry("a")).iterator()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(cluster::ping).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void waitsForAClusterThatDoesNotListen() {
        stub.close();

        assertThatThrownBy(() -> bulk.send(List.of(entry("a")).iterator()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> cluster.open(List.of())).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void rejectsARequestThatIsWrongAsAWhole() {
        answers = _ -> new Answer(400,
                """
                        {"error": {"type": "action_request_validation_exception", "reason": "id is too long"}, "status": 400}""");

        assertThatThrownBy(() -> bulk.send(List.of(entry("a")).iterator())).isInstanceOf(StoreRejectedException.class)
                .hasMessage("action_request_validation_exception: id is too long; HTTP 400");
    }

    @Test
    void halvesARequestThatIsTooLargeAndRejectsADocumentThatIsTooLargeAlone() {
        answers = asked -> lines(asked) > 4 ? new Answer(413, "<html>too large</html>") : accepted(asked);

        bulk.send(Stream.of("a", "b", "c", "d", "e").map(BulkTest::entry).iterator());

        assertThat(bulk.done()).extracting(Action::id).containsExactly("a", "b", "c", "d", "e");
        answers = _ -> new Answer(413, "");
        assertThatThrownBy(() -> bulk.send(List.of(entry("a")).iterator())).isInstanceOf(StoreRejectedException.class)
                .hasMessageContaining("413");
    }

    @Test
    void boundsTheBytesOfARequest() {
        answers = BulkTest::accepted;
        var large = Samples.draft("a", 1).setBody("ü".repeat(1 << 20)).build(); // 2 MiB

        bulk.send(Stream.generate(() -> Action.write(MARCH, large)).limit(10).iterator());

        assertThat(stub.asked).extracting(BulkTest::lines).containsExactly(6, 6, 6, 2);
        assertThat(stub.asked)
                .allMatch(asked -> asked.body().getBytes(StandardCharsets.UTF_8).length < Bulk.MOST_BYTES);
        assertThat(bulk.done()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void doesNotOpenAClusterThatRefuses(int status) {
        answers = _ -> new Answer(status,
                "{\"error\": {\"type\": \"any\", \"reason\": \"no\"}, \"status\": " + status + "}");

        assertThatThrownBy(() -> cluster.open(List.of())).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("OpenSearch cannot be opened: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void waitsToOpenAClusterThatIsBusy(int status) {
        answers = _ -> new Answer(status, "");

        assertThatThrownBy(() -> cluster.open(List.of())).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void saysWhoItIsAndNeverThePassword() {
        answers = _ -> new Answer(401, "Unauthorized");
        var access = new Access(URI.create(stub.url() + "/search/"), Optional.of("desk"), Optional.of("s3cret"));
        try (var ours = new Cluster(access)) {
            assertThatThrownBy(() -> ours.open(List.of())).isInstanceOf(IllegalStateException.class)
                    .hasMessage("OpenSearch cannot be opened: it refuses the user or its rights (HTTP 401)");
        }

        assertThat(stub.asked).first().satisfies(asked -> {
            assertThat(asked.authorization()).isEqualTo("Basic ZGVzazpzM2NyZXQ="); // desk:s3cret
            assertThat(asked.path()).isEqualTo("/search/");
        });
        assertThat(access.toString()).doesNotContain("s3cret");
    }

    private static Action entry(String id) {
        return Action.write(MARCH, Samples.entry(id, 1));
    }

    private static Action gone(String id) {
        return Action.delete("copydesk.entries", new Place(MARCH, id), 1);
    }

    private static int lines(Asked asked) {
        return (int) asked.body().lines().count();
    }

    // every action was done
    private static Answer accepted(Asked asked) {
        var items = asked.body().lines().filter(line -> line.startsWith("{\"index\"") || line.startsWith("{\"delete\""))
                .map(line -> "{\"index\": {\"_index\": \"i\", \"_id\": \"x\", \"status\": 201}}").toList();
        return new Answer(200, "{\"took\": 1, \"errors\": false, \"items\": [" + String.join(",", items) + "]}");
    }

    private static String file(String name) {
        try (var content = BulkTest.class.getResourceAsStream("/opensearch/" + name)) {
            return new String(Objects.requireNonNull(content).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
