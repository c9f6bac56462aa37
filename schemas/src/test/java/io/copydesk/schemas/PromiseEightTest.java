package io.copydesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copydesk.contracts.Trend;
import io.copydesk.schemas.BadRecordException.Cause;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A bad record is not a broken system; the cause decides.
class PromiseEightTest {
    private static final Duration ONE_WAIT = Duration.ofSeconds(60);
    private static final String UNKNOWN = "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}";
    /// Schema id 7, tag "", window 0 to 0, label "", count 1.
    // tag, windowStart, windowEnd, label, count, version
    private static final byte[] RECORD = {0, 0, 0, 0, 7, 0, 0, 0, 0, 2, 0};

    private final PassingTime time = new PassingTime();
    private LoopbackRegistry registry;
    private Contracts contracts;

    @BeforeEach
    void starts() throws Exception {
        registry = LoopbackRegistry.answering(404, UNKNOWN);
        contracts = connect(registry.url());
    }

    @AfterEach
    void stops() {
        contracts.close();
        registry.close();
    }

    @Test
    void asksForAnUnknownIdForFiveMinutesOverSeveralWaitsBeforeTheRecordIsBad() {
        var start = time.instant();

        for (int wait = 1; wait <= 5; wait++) {
            assertThatThrownBy(this::read).isInstanceOf(RegistryUnavailableException.class);
            assertThat(sinceStart(start)).isBetween(ONE_WAIT.multipliedBy(wait).minusSeconds(6L * wait),
                    ONE_WAIT.multipliedBy(wait));
        }
        var bad = catchThrowableOfType(BadRecordException.class, this::read);

        assertThat(bad.reason()).isEqualTo(Cause.UNKNOWN_SCHEMA);
        assertThat(sinceStart(start)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(5));
    }

    @Test
    void doesNotKeepTheNextRecordOfAnIdWaitingThatWasUnknownForSoLong() {
        assertThatThrownBy(this::read).isInstanceOf(RegistryUnavailableException.class);
        time.pass(Duration.ofMinutes(5));
        assertThatThrownBy(this::read).isInstanceOf(BadRecordException.class);
        var before = time.instant();

        assertThatThrownBy(this::read).isInstanceOf(BadRecordException.class);

        assertThat(time.instant()).isEqualTo(before);
    }

    @Test
    void readsTheRecordOnceItsIdIsKnown() {
        assertThatThrownBy(this::read).isInstanceOf(RegistryUnavailableException.class);
        time.pass(Duration.ofMinutes(10));
        registry.answer(200, answer("AVRO", Topics.TRENDS.schema().toString()));

        assertThat(read().getCount()).isEqualTo(1);
    }

    @Test
    void remembersAnIdWhileTheRegistryIsAway() {
        registry.answer(200, answer("AVRO", Topics.TRENDS.schema().toString()));
        read();
        registry.close();

        assertThat(read().getCount()).isEqualTo(1);
        assertThat(registry.requests()).containsExactly("GET /schemas/ids/7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"error_code":50001,"message":"store"}
            503 | <html>no backend</html>
            401 | {"error_code":40101,"message":"who?"}
            403 | {"error_code":40301,"message":"no"}
            429 | {"error_code":42901,"message":"slower"}
            404 | <html>a proxy, or a wrong path in the url</html>
            404 | {"status":404,"error":"Not Found"}
            200 | <html>log in first</html>
            """)
    void waitsOnceForABrokenRegistryAndNeverBlamesTheRecord(int status, String body) {
        registry.answer(status, body);
        assertWaitsOnceAndNeverBlamesTheRecord();
        time.pass(Duration.ofHours(1));
        assertWaitsOnceAndNeverBlamesTheRecord();
    }

    @Test
    void waitsForARegistryThatIsAway() {
        registry.close();
        assertWaitsOnceAndNeverBlamesTheRecord();
    }

    @Test
    void waitsForARegistryThatTakesTheConnectionAndSaysNothing() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            contracts = connect("http://127.0.0.1:" + silent.getLocalPort());
            assertWaitsOnceAndNeverBlamesTheRecord();
        }
    }

    @Test
    void waitsForAContractThatIsNotRegisteredYet() {
        registry.answer(404, "{\"error_code\":40401,\"message\":\"Subject not found\"}");
        try (var serde = contracts.serde(Topics.TRENDS)) {
            var trend = FilledRecord.of(Trend.class);
            assertThatThrownBy(() -> serde.serializer().serialize("any", trend))
                    .isInstanceOf(RegistryUnavailableException.class).hasMessageContaining("copydesk.trends-value")
                    .hasMessageContaining("Subject not found");
        }
        assertThat(registry.requests()).containsOnly("POST /subjects/copydesk.trends-value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "PROTOBUF", "AVRO"})
    void blamesTheRecordAtOnceWhenItsIdStandsForSomethingElseThanAvro(String type) {
        registry.answer(200, answer(type, "{\"type\":\"object\"}"));
        var before = time.instant();

        var bad = catchThrowableOfType(BadRecordException.class, this::read);

        assertThat(bad.reason()).isEqualTo(Cause.UNDECODABLE);
        assertThat(time.instant()).isEqualTo(before);
    }

    private void assertWaitsOnceAndNeverBlamesTheRecord() {
        var start = time.instant();
        assertThatThrownBy(this::read).isInstanceOf(RegistryUnavailableException.class);
        assertThat(sinceStart(start)).isBetween(ONE_WAIT.minusSeconds(6), ONE_WAIT);
    }

    private Contracts connect(String url) {
        var quick = Map.of("http.read.timeout.ms", "100", "http.connect.timeout.ms", "1000");
        return new Contracts(Contracts.client(url, quick), time.patience(ONE_WAIT));
    }

    private Trend read() {
        try (var serde = contracts.serde(Topics.TRENDS)) {
            return serde.deserializer().deserialize("any", RECORD);
        }
    }

    private Duration sinceStart(Instant start) {
        return Duration.between(start, time.instant());
    }

    private static String answer(String type, String schema) {
        return "{\"schemaType\":\"" + type + "\",\"schema\":\"" + schema.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\"}";
    }
}
