package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copydesk.ingest.push.Updates.Format;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The document against what the API does.
class OpenApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String GOOD = "{\"blog\": \"regatta\", \"id\": \"7\", \"body\": \"Away.\"}";
    private static RunningPush push;
    private static Described described;

    @BeforeAll
    static void start() throws Exception {
        push = new RunningPush(Map.of());
        described = new Described(push.get("/v1/openapi.yaml").body());
    }

    @AfterAll
    static void stop() {
        push.close();
    }

    /// A request of `cases.tsv`.
    ///
    /// @param schema whether the schema takes it
    /// @param status of the answer
    record Case(String name, boolean schema, int status, String json) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/push/cases.tsv")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("\t", 4))
                .map(cells -> new Case(cells[3], cells[0].equals("yes"), Integer.parseInt(cells[1]), cells[2]))
                .toList();
    }

    @Test
    void isServedToEveryone() throws Exception {
        try (var guarded = new RunningPush(Map.of("COPYDESK_PUSH_KEY", "sesame"))) {
            var answer = guarded.get("/v1/openapi.yaml");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
            assertThat(described.document().path("openapi").asText()).startsWith("3.1.");
            assertThat(described.document().path("paths").fieldNames()).toIterable().containsExactly("/v1/updates",
                    PushServer.DESCRIPTION);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheAnswerTo(Case request) throws Exception {
        var answer = push.post(request.json());

        assertThat(answer.statusCode()).isEqualTo(request.status());
        assertThat(described.faults(answer)).isEmpty();
        assertThat(described.faults(JSON.readTree(request.json())).isEmpty()).isEqualTo(request.schema());
        assertThat(!request.schema() && request.status() == 202).as("refused by the document alone").isFalse();
    }

    @Test
    void takesItsOwnExamples() throws Exception {
        var examples = described.post().at("/requestBody/content/application~1json/examples");
        assertThat(examples).isNotEmpty();
        for (var example : examples) {
            assertThat(described.faults(example.path("value"))).isEmpty();
            assertThat(push.post(example.path("value").toString()).statusCode()).isEqualTo(202);
        }
    }

    /// Each field with each of many values: the schema takes what the API takes, but for what only its text can say.
    @Test
    void agreesOnEveryKindOfValueInEveryField() throws Exception {
        var disagreements = new ArrayList<String>();
        for (var field : UpdateReader.FIELDS) {
            for (var value : values().entrySet()) {
                var update = (ObjectNode) JSON.readTree(GOOD);
                update.set(field, value.getValue());
                boolean schema = described.faults(update).isEmpty();
                boolean api = Updates.read(update.toString().getBytes(StandardCharsets.UTF_8), Format.JSON,
                        RunningPush.NOW).isGood();
                if (schema != api) {
                    disagreements.add(field + " " + value.getKey() + ": " + (api ? "API" : "schema") + " alone");
                }
            }
        }
        var textsOnly = new ArrayList<>(List.of("blog with a control character", "id with a control character"));
        for (var noTime : List.of("short text", "address", "other address", "blank", "with a control character")) {
            textsOnly.addAll(List.of("publishedAt " + noTime, "modifiedAt " + noTime));
        }
        assertThat(disagreements)
                .containsExactlyInAnyOrderElementsOf(textsOnly.stream().map(it -> it + ": schema alone").toList());
    }

    private static Map<String, JsonNode> values() throws IOException {
        var values = new LinkedHashMap<String, JsonNode>();
        for (var json : List.of("null", "7", "7.5", "true", "false", "[]", "{}", "[\"a\"]", "[7]", "[null]",
                "[[\"a\"]]")) {
            values.put(json, JSON.readTree(json));
        }
        Map.of("short text", "ab", "address", "HTTPS://tidewater.example/live#8", "other address",
                "ftp://tidewater.example",
                "time", "2025-06-01T11:05:00Z", "blank", " \t", "empty", "").forEach(
                        (name, text) -> values.put(name, JSON.getNodeFactory().textNode(text)));
        values.put("with a control character", JSON.getNodeFactory().textNode("a\u0007b"));
        return values;
    }

    @Test
    void hasEveryStatusThatCanBeGivenAndNoOther() throws Exception {
        var possible = Arrays.stream(Refusal.values()).map(Refusal::status)
                .collect(Collectors.toCollection(TreeSet::new));
        possible.add(202);
        assertThat(described.statuses()).isEqualTo(possible);

        var given = new TreeSet<Integer>();
        try (var guarded = new RunningPush(Map.of("COPYDESK_PUSH_KEYS_A_TOKEN", "a", "COPYDESK_PUSH_KEYS_A_BURST", "9",
                "COPYDESK_PUSH_KEYS_B_TOKEN", "b", "COPYDESK_PUSH_KEYS_B_SECRET", "s"))) {
            for (var answer : oneOfEach(guarded)) {
                given.add(answer.statusCode());
                assertThat(described.faults(answer)).as(answer.body()).isEmpty();
            }
        }
        possible.remove(Refusal.TOO_SLOW.status()); // it takes a minute; BodyTest asks for it, at a time of its own
        assertThat(given).isEqualTo(possible);
    }

    private static List<HttpResponse<String>> oneOfEach(RunningPush guarded) throws Exception {
        var key = new String[]{"X-API-Key", "a"};
        var good = GOOD.getBytes(StandardCharsets.UTF_8);
        var answers = new ArrayList<HttpResponse<String>>();
        answers.add(guarded.post(GOOD));
        answers.add(guarded.post(GOOD, "X-API-Key", "b"));
        answers.add(guarded.post(GOOD, key));
        answers.add(guarded.post("{oops", key));
        answers.add(guarded.post("{\"blog\": 7}", key));
        answers.add(guarded.post("text/plain", good, key));
        answers.add(guarded.post("application/json; charset=latin1", good, key));
        answers.add(guarded.post(GOOD, "X-API-Key", "a", "Content-Encoding", "gzip"));
        answers.add(guarded.post("[" + String.join(",", Collections.nCopies(10, GOOD)) + "]", key));
        answers.add(guarded.post(" ".repeat(Updates.MAX_BYTES + 1), key));
        guarded.fail(new KafkaException("away"));
        answers.add(guarded.post(GOOD, key));
        guarded.fail(new IllegalStateException("a fault that the tests make"));
        answers.add(guarded.post(GOOD, key));
        guarded.fail(null);
        answers.add(guarded.post("[" + String.join(",", Collections.nCopies(9, GOOD)) + "]", key));
        return answers;
    }

    @Test
    void takesEveryMediaTypeThatItNames() throws Exception {
        var types = described.post().at("/requestBody/content").fieldNames();
        while (types.hasNext()) {
            var type = types.next();
            assertThat(push.post(type, GOOD.getBytes(StandardCharsets.UTF_8)).statusCode()).as(type).isEqualTo(202);
        }
    }

    @Test
    void asksForTheHeadersOfASignature() {
        var parameters = described.document().path("components").path("parameters");
        assertThat(parameters).extracting(it -> it.path("name").asText()).containsExactly(Signing.TIMESTAMP,
                Signing.SIGNATURE);
    }
}
