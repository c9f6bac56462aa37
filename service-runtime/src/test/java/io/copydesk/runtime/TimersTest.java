package io.copydesk.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.ZoneOrigin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimersTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void showsTheBucketsOfEveryHistogram() {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Timers.of(meters, "copydesk.push.request", "requests", "status", "202").record(Duration.ofSeconds(3));

        assertThat(meters.scrape()).contains("copydesk_push_request_seconds_bucket{status=\"202\",le=\"2.0\"} 0",
                "copydesk_push_request_seconds_bucket{status=\"202\",le=\"5.0\"} 1",
                "copydesk_push_request_seconds_bucket{status=\"202\",le=\"86400.0\"} 1",
                "copydesk_push_request_seconds_count{status=\"202\"} 1");
    }

    @Test
    void isNeverLessThanNothingBetweenClocksThatDisagree() {
        assertThat(Timers.between(2_000, 500)).isZero();
        assertThat(Timers.between(500, 2_000)).isEqualTo(Duration.ofMillis(1_500));
    }

    @ParameterizedTest
    @CsvSource({"SECOND, STATED, false, true", "MINUTE, SOURCE, false, true", "DAY, STATED, false, false",
            "SECOND, ASSUMED_UTC, false, false", "SECOND, STATED, true, false"})
    void measuresAgainstClaimsThatCanBeTrusted(TimePrecision precision, ZoneOrigin zone, boolean suspect,
            boolean counts) {
        var entry = Entry.newBuilder().setId("a").setBlog("b").setClaimSuspect(suspect).setPublished(
                Time.newBuilder().setInstant(NOON).setPrecision(precision).setZone(zone).build()).build();
        assertThat(Timers.claim(entry).isPresent()).isEqualTo(counts);
    }
}
