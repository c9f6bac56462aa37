package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningTest {
    private static final long SIGNED_AT = 1_748_779_200L;
    private static final String TIMESTAMP = Long.toString(SIGNED_AT);
    private static final byte[] BODY = "{\"blog\": \"regatta\", \"body\": \"Avé\"}".getBytes(StandardCharsets.UTF_8);
    /// `printf '1748779200.{"blog": "regatta", "body": "Avé"}' | openssl dgst -sha256 -hmac 'tide table'`
    private static final String SIGNATURE = "sha256=7bb54a70a445d181f1b8c148728567429f626b2d29594305e468920e88b7594c";
    private static final Signing SIGNING = new Signing("tide table");
    private static final Instant NOW = Instant.ofEpochSecond(SIGNED_AT);

    @Test
    void takesWhatOpensslSigned() {
        assertThat(SIGNING.fault(TIMESTAMP, SIGNATURE, BODY, NOW)).isEmpty();
        assertThat(SIGNING.fault(TIMESTAMP, "sha256=" + SIGNATURE.substring(7).toUpperCase(Locale.ROOT),
                BODY, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-300.001,false", "-300,true", "0,true", "300,true", "300.001,false", "31536000,false"})
    void takesItForFiveMinutesEitherWay(double secondsLater, boolean good) {
        var fault = SIGNING.fault(TIMESTAMP, SIGNATURE, BODY, NOW.plusMillis(Math.round(secondsLater * 1_000)));

        assertThat(fault).isEqualTo(good
                ? Optional.empty()
                : Optional.of("X-Copydesk-Timestamp is more than 300 s from the time here"));
    }

    @Test
    void refusesAnotherSecretBodyOrTimestamp() {
        var wrong = "X-Copydesk-Signature is not that of this timestamp and body";
        assertThat(new Signing("tide tables").fault(TIMESTAMP, SIGNATURE, BODY, NOW)).contains(wrong);
        assertThat(SIGNING.fault(TIMESTAMP, SIGNATURE, new byte[0], NOW)).contains(wrong);
        assertThat(SIGNING.fault("1748779201", SIGNATURE, BODY, NOW)).contains(wrong);
        assertThat(SIGNING.fault("01748779200", SIGNATURE, BODY, NOW)).contains(wrong);
        assertThat(SIGNING.fault(TIMESTAMP, "sha256=" + "0".repeat(64), BODY, NOW)).contains(wrong);
    }

    @Test
    void saysWhichHeaderIsMissing() {
        assertThat(SIGNING.fault(null, SIGNATURE, BODY, NOW))
                .contains("X-Copydesk-Timestamp is missing; this key must sign");
        assertThat(SIGNING.fault(TIMESTAMP, null, BODY, NOW))
                .contains("X-Copydesk-Signature is missing; this key must sign");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1748779200", "+1748779200", "1748779200.5", "1748779200000000000", "١٧٤٨"})
    void refusesATimestampThatIsNone(String timestamp) {
        assertThat(SIGNING.fault(timestamp, SIGNATURE, BODY, NOW))
                .contains("X-Copydesk-Timestamp must be the seconds since 1970");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "7bb5", "sha1=7bb54a70a445d181f1b8c148728567429f626b2d",
            "sha256=7bb54a70a445d181f1b8c148728567429f626b2d29594305e468920e88b7594g",
            "sha256=7bb54a70a445d181f1b8c148728567429f626b2d29594305e468920e88b7594c00"})
    void refusesASignatureThatIsNone(String signature) {
        assertThat(SIGNING.fault(TIMESTAMP, signature, BODY, NOW))
                .contains("X-Copydesk-Signature must be sha256= and 64 hexadecimal digits");
    }
}
