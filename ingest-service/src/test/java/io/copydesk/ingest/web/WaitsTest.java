package io.copydesk.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitsTest {
    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"120,PT2M", "' 5 ',PT5S", "0,", "-5,", "1.5,", "soon,", "'',", "86401,PT24H",
            "99999999999999999999,PT24H", "'Sun, 01 Jun 2025 12:01:30 GMT',PT1M30S",
            "'Sunday, 01-Jun-25 12:01:30 GMT',PT1M30S",
            "'Sun, 01 Jun 2025 11:59:00 GMT',", "'Tue, 01 Jul 2025 12:00:00 GMT',PT24H"})
    void waitsAsLongAsItIsAskedToUpToADay(String header, Duration wait) {
        assertThat(Waits.retryAfter(header, NOW)).isEqualTo(Optional.ofNullable(wait));
    }

    @ParameterizedTest
    @CsvSource({"max-age=60,,PT1M", "'public, Max-Age=\"60\"',,PT1M", "'max-age=60, must-revalidate',20,PT40S",
            "max-age=60,90,PT0S", "'no-cache, max-age=60',,PT0S", "'max-age=60, no-store',,PT0S", "private,,PT0S",
            "max-age=86400,,PT10M", "max-age=99999999999999999999,,PT10M", "max-age=-1,,PT0S", "max-age,,PT0S",
            "s-maxage=60,,PT0S", "'=,;;=\"',,PT0S", "max-age=60,x,PT1M", ",,PT0S"})
    void comesNoSoonerThanAnAnswerIsFreshUpToTenMinutes(String cacheControl, String age, Duration fresh) {
        assertThat(Waits.freshness(cacheControl, age)).isEqualTo(fresh);
    }
}
