package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copydesk.ingest.IngestConfiguration.Push;
import io.copydesk.ingest.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The document's numbers against the code's.
class OpenApiLimitsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String GOOD = "{\"blog\": \"regatta\", \"id\": \"7\", \"body\": \"Away.\"}";
    private static RunningPush push;
    private static Described described;

    @BeforeAll
    static void start() throws Exception {
        push = new RunningPush(Map.of());
        described = new Described(push.get(PushServer.DESCRIPTION).body());
    }

    @AfterAll
    static void stop() {
        push.close();
    }

    @Test
    void hasTheLimitsOfTheCode() {
        var limits = described.document().path("x-limits");
        var code = new LinkedHashMap<String, Integer>();
        code.put("requestBytes", Updates.MAX_BYTES);
        code.put("updates", Updates.MAX_UPDATES);
        code.put("bodyBytes", Limits.BODY_BYTES);
        code.put("updateBytes", Limits.OBSERVATION_BYTES);
        code.put("nesting", Updates.MAX_DEPTH);
        code.put("signatureSeconds", Math.toIntExact(Signing.WINDOW.toSeconds()));
        code.put("updatesPerMinute", Integer.valueOf(Push.Key.RATE));
        code.put("burst", Integer.valueOf(Push.Key.BURST));
        assertThat((Object) limits).isEqualTo(JSON.<JsonNode>valueToTree(code));

        var schemas = described.document().path("components").path("schemas");
        assertThat(schemas.at("/Updates/oneOf/1/maxItems").asInt()).isEqualTo(Updates.MAX_UPDATES);
        assertThat(schemas.at("/Accepted/properties/accepted/maximum").asInt()).isEqualTo(Updates.MAX_UPDATES);
        assertThat(schemas.at("/Problem/properties/errors/maxItems").asInt()).isEqualTo(Problem.MAX_ERRORS);
        var update = schemas.path("Update").path("properties");
        assertThat(update.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(UpdateReader.FIELDS);
        assertThat(update.path("source").path("pattern").asText()).isEqualTo("^" + UpdateReader.SOURCE + "$");
        assertThat(update.at("/blog/maxLength").asInt()).isEqualTo(UpdateReader.MAX_BLOG_CHARS);
        assertThat(update.at("/url/maxLength").asInt()).isEqualTo(UpdateReader.MAX_BLOG_CHARS);
        assertThat(update.at("/id/maxLength").asInt()).isEqualTo(UpdateReader.MAX_ID_CHARS);
        assertThat(update.at("/language/maxLength").asInt()).isEqualTo(UpdateReader.MAX_ID_CHARS);
        assertThat(update.at("/headline/maxLength").asInt()).isEqualTo(UpdateReader.MAX_HEADLINE_CHARS);
        assertThat(update.at("/authors/maxItems").asInt()).isEqualTo(UpdateReader.MAX_AUTHORS);
        assertThat(update.at("/authors/items/maxLength").asInt()).isEqualTo(UpdateReader.MAX_AUTHOR_CHARS);
        assertThat(update.at("/publishedAt/maxLength").asInt()).isEqualTo(UpdateReader.MAX_TIME_CHARS);
        assertThat(update.at("/modifiedAt/maxLength").asInt()).isEqualTo(UpdateReader.MAX_TIME_CHARS);
    }

    /// At a limit, and one above it, counted in characters and not in halves of them.
    @Test
    void agreesAtEveryLimitOfLength() throws Exception {
        var fields = described.document().at("/components/schemas/Update/properties").properties();
        for (var field : fields) {
            int max = field.getValue().path("maxLength").asInt();
            if (max > 0 && !field.getKey().endsWith("At") && !field.getKey().equals("language")) {
                var start = field.getKey().equals("url") ? "http://a/" : "";
                for (int length : new int[]{max, max + 1}) {
                    var update = (ObjectNode) JSON.readTree(GOOD);
                    update.put(field.getKey(), start + "🛶".repeat(length - start.length()));
                    var answer = push.post(update.toString());
                    assertThat(answer.statusCode()).as(field.getKey()).isEqualTo(length == max ? 202 : 400);
                    assertThat(described.faults(update).isEmpty()).as(field.getKey()).isEqualTo(length == max);
                }
            }
        }
    }
}
