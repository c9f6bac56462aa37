package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushServerTest {
    private static final String UPDATE = "{\"blog\": \"regatta\", \"id\": \"7\", \"body\": \"Away.\"}";
    private static final String KEY = "X-API-Key";

    private static String updates(int count) {
        return "[" + String.join(",", Collections.nCopies(count, UPDATE)) + "]";
    }

    private static String signature(String secret, long timestamp, String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of()
                .formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
    }

    private static String retryAfter(HttpResponse<?> answer) {
        return answer.headers().firstValue("Retry-After").orElse("none");
    }

    /// Two of one newsroom are good at the same time, so that it can change from one to the other.
    @ParameterizedTest
    @CsvSource({"Authorization,Bearer sesame", "Authorization,bearer  sesame ", "X-API-Key,sesame",
            "X-API-Key,old one", "X-API-Key,new one", "Authorization,Bearer new one"})
    void takesWhoeverGivesOneOfTheKeys(String header, String value) throws Exception {
        try (var push = new RunningPush(Map.of("COPYDESK_PUSH_KEY", "sesame", "COPYDESK_PUSH_KEYS_TIDEWATER_OLD_TOKEN",
                "old one", "COPYDESK_PUSH_KEYS_TIDEWATER_NEW_TOKEN", "new one"))) {
            assertThat(push.post(UPDATE, header, value).statusCode()).isEqualTo(202);
            assertThat(push.sent()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Nothing,x", "X-API-Key,sesam", "X-API-Key,sesame2", "X-API-Key,SESAME", "X-API-Key,tidewater",
            "Authorization,sesame", "Authorization,Basic sesame", "Authorization,Bearer", "X-API-Key,default"})
    void refusesWhoeverGivesNone(String header, String value) throws Exception {
        try (var push = new RunningPush(
                Map.of("COPYDESK_PUSH_KEY", "sesame", "COPYDESK_PUSH_KEYS_TIDEWATER_TOKEN", "tide"))) {
            var answer = push.post(UPDATE, header, value);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(answer.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                    + "\"detail\":\"The key is missing or wrong\"}");
            assertThat(push.sent()).isZero();
            assertThat(push.refused("push-unauthorised")).isEqualTo(1);
        }
    }

    @Test
    void asksForNoKeyWhereNoneIsSet() throws Exception {
        try (var push = new RunningPush(Map.of())) {
            assertThat(push.post(UPDATE).statusCode()).isEqualTo(202);
            assertThat(push.post(UPDATE, KEY, "any").statusCode()).isEqualTo(202);
        }
    }

    @Test
    void asksForASignatureOfTheKeyThatHasASecret() throws Exception {
        long now = RunningPush.NOW.getEpochSecond();
        var lines = UPDATE + "\r\n" + UPDATE;
        try (var push = new RunningPush(
                Map.of("COPYDESK_PUSH_KEYS_SIGNED_TOKEN", "s", "COPYDESK_PUSH_KEYS_SIGNED_SECRET",
                        "tide table", "COPYDESK_PUSH_KEYS_PLAIN_TOKEN", "p"))) {
            assertThat(push.post(UPDATE, KEY, "p").statusCode()).isEqualTo(202);

            var unsigned = push.post(UPDATE, KEY, "s");
            assertThat(unsigned.statusCode()).isEqualTo(401);
            assertThat(unsigned.body()).contains("X-Copydesk-Timestamp is missing; this key must sign");
            assertThat(push.refused("push-signature")).isEqualTo(1);

            assertThat(push.post("application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8), KEY, "s",
                    Signing.TIMESTAMP, Long.toString(now), Signing.SIGNATURE, signature("tide table", now, lines))
                    .statusCode()).isEqualTo(202);
            assertThat(push.post(UPDATE, KEY, "s", Signing.TIMESTAMP, Long.toString(now), Signing.SIGNATURE,
                    signature("other table", now, UPDATE)).statusCode()).isEqualTo(401);
            assertThat(push.sent()).isEqualTo(3);
        }
    }

    @Test
    void countsRequestsThatAreSignedWrongly() throws Exception {
        try (var push = new RunningPush(
                Map.of("COPYDESK_PUSH_KEYS_SIGNED_TOKEN", "s", "COPYDESK_PUSH_KEYS_SIGNED_SECRET", "tide table",
                        "COPYDESK_PUSH_KEYS_SIGNED_RATE", "1", "COPYDESK_PUSH_KEYS_SIGNED_BURST", "2"))) {
            assertThat(push.post(UPDATE, KEY, "s").statusCode()).isEqualTo(401);
            assertThat(push.post("text/plain", new byte[0], KEY, "s").statusCode()).isEqualTo(415);
            assertThat(push.post(UPDATE, KEY, "s").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void takesSoManyUpdatesOfEachKey() throws Exception {
        try (var push = new RunningPush(
                Map.of("COPYDESK_PUSH_KEYS_SLOW_TOKEN", "s", "COPYDESK_PUSH_KEYS_SLOW_RATE", "6",
                        "COPYDESK_PUSH_KEYS_SLOW_BURST", "5", "COPYDESK_PUSH_KEYS_OTHER_TOKEN", "o"))) {
            assertThat(push.post(updates(3), KEY, "s").statusCode()).isEqualTo(202);

            var three = push.post(updates(3), KEY, "s");
            assertThat(three.statusCode()).isEqualTo(429);
            assertThat(three.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(retryAfter(three)).isEqualTo("10");
            assertThat(three.body()).contains("6 updates a minute, and 5 at once");
            assertThat(push.refused("push-rate")).isEqualTo(1);

            assertThat(push.post(updates(2), KEY, "s").statusCode()).isEqualTo(202);
            assertThat(push.post(updates(1), KEY, "o").statusCode()).isEqualTo(202);
            push.pass(Duration.ofSeconds(9));
            assertThat(retryAfter(push.post("{oops", KEY, "s"))).isEqualTo("1");
            push.pass(Duration.ofSeconds(1));
            assertThat(push.post(updates(1), KEY, "s").statusCode()).isEqualTo(202);
            push.pass(Duration.ofHours(1));
            assertThat(push.post(updates(6), KEY, "s").statusCode()).isEqualTo(413);
            assertThat(push.post(updates(5), KEY, "s").statusCode()).isEqualTo(202);
            assertThat(push.sent()).isEqualTo(12);
        }
    }

    @Test
    void countsARequestThatIsAtFaultAndNotOneThatItCouldNotPassOn() throws Exception {
        try (var push = new RunningPush(Map.of("COPYDESK_PUSH_KEYS_SLOW_TOKEN", "s", "COPYDESK_PUSH_KEYS_SLOW_RATE",
                "1", "COPYDESK_PUSH_KEYS_SLOW_BURST", "2"))) {
            push.fail(new KafkaException("away"));
            var away = push.post(updates(2), KEY, "s");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(retryAfter(away)).isEqualTo("5");
            push.fail(null);
            assertThat(push.post("{oops", KEY, "s").statusCode()).isEqualTo(400);
            assertThat(push.post(updates(2), KEY, "s").statusCode()).isEqualTo(429);
            assertThat(push.post(updates(1), KEY, "s").statusCode()).isEqualTo(202);
            assertThat(push.post(updates(1), KEY, "s").statusCode()).isEqualTo(429);
        }
    }

    /// What a newsroom's own archive needs, and what a script gone wild does not get.
    @Test
    void takesTwoLargestRequestsAtOnceIfNothingElseIsSet() throws Exception {
        try (var push = new RunningPush(Map.of("COPYDESK_PUSH_KEY", "sesame"))) {
            assertThat(push.post(updates(1_000), KEY, "sesame").statusCode()).isEqualTo(202);
            assertThat(push.post(updates(1_000), KEY, "sesame").statusCode()).isEqualTo(202);
            assertThat(retryAfter(push.post(updates(1_000), KEY, "sesame"))).isEqualTo("1");
            push.pass(Duration.ofSeconds(10));
            assertThat(push.post(updates(1_000), KEY, "sesame").statusCode()).isEqualTo(202);
        }
    }

    /// A caller that breaks off, and one that does not keep to the format of chunks.
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"})
    void refusesABodyThatDoesNotArrive(String rest) throws Exception {
        try (var push = new RunningPush(Map.of())) {
            var answer = push.raw("POST /v1/updates HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + rest);

            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertThat(push.refused("push-invalid")).isEqualTo(1);
            assertThat(push.refused("push-failed")).isZero();
            assertThat(push.post(UPDATE).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        try (var push = new RunningPush(Map.of())) {
            assertThat(push.get("/v1/updates/7").statusCode()).isEqualTo(404);
        }
    }

    /// One that sends all before it reads: where its connection is closed meanwhile, the answer is lost.
    @ParameterizedTest
    @CsvSource({"sesame,413", "wrong,401"})
    void tellsAClientThatSendsFarTooMuchWhatIsWrong(String key, String status) throws Exception {
        int bytes = 4 * Updates.MAX_BYTES;
        try (var push = new RunningPush(Map.of("COPYDESK_PUSH_KEY", "sesame"))) {
            var answer = push.raw("POST /v1/updates HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes + "\r\n\r\n"
                    + " ".repeat(bytes));

            assertThat(answer).startsWith("HTTP/1.1 " + status);
        }
    }
}
