package io.copydesk.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.ZoneOrigin;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private final Times times = new Times(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2025-03-31T14:05:09Z                       | 2025-03-31T14:05:09Z | STATED | SECOND
            2025-03-31T14:05:09.123+02:00              | 2025-03-31T12:05:09Z | STATED | SECOND
            2025-03-31T14:05:09+0200                   | 2025-03-31T12:05:09Z | STATED | SECOND
            2025-03-31T14:05-04                        | 2025-03-31T18:05:00Z | STATED | MINUTE
            2025-03-31T14:05:09&#43;02:00              | 2025-03-31T12:05:09Z | STATED | SECOND
            2025-03-31T14:05:09+02:00[Europe/Berlin]   | 2025-03-31T12:05:09Z | STATED | SECOND
            2025-03-31 14:05 CEST                      | 2025-03-31T12:05:00Z | STATED | MINUTE
            2025-03-31T14:05                           | 2025-03-31T12:05:00Z | SOURCE | MINUTE
            2025-03-31                                 | 2025-03-30T22:00:00Z | SOURCE | DAY
            20250331T140509Z                           | 2025-03-31T14:05:09Z | STATED | SECOND
            Mon, 31 Mar 2025 14:05:09 GMT              | 2025-03-31T14:05:09Z | STATED | SECOND
            Mon, 31 Mar 2025 14:05:09 PDT              | 2025-03-31T21:05:09Z | STATED | SECOND
            Mon Mar 31 14:05:09 UTC 2025               | 2025-03-31T14:05:09Z | STATED | SECOND
            Mon Mar 31 2025 14:05:09 GMT+0200 (CEST)   | 2025-03-31T12:05:09Z | STATED | SECOND
            March 31, 2025 at 2:05 p.m. EDT            | 2025-03-31T18:05:00Z | STATED | MINUTE
            March 31, 2025                             | 2025-03-30T22:00:00Z | SOURCE | DAY
            31 March 2025, 12:05 am                    | 2025-03-30T22:05:00Z | SOURCE | MINUTE
            31.03.2025 14:05                           | 2025-03-31T12:05:00Z | SOURCE | MINUTE
            14:05 BST, 31st March 2025                 | 2025-03-31T13:05:00Z | STATED | MINUTE
            1743429909                                 | 2025-03-31T14:05:09Z | STATED | SECOND
            1743429909000                              | 2025-03-31T14:05:09Z | STATED | SECOND
            """)
    void readsWhatPublishersWrite(String text, Instant instant, ZoneOrigin zone, TimePrecision precision) {
        var time = times.read(text);

        assertThat(time.getInstant()).contains(instant);
        assertThat(time.getZone()).isEqualTo(zone);
        assertThat(time.getPrecision()).isEqualTo(precision);
        assertThat(time.getText()).isEqualTo(text);
    }

    @Test
    void assumesUtcForWantOfAZoneAndSaysSo() {
        var time = new Times(null).read("2025-03-31T14:05:09");

        assertThat(time.getInstant()).contains(Instant.parse("2025-03-31T14:05:09Z"));
        assertThat(time.getZone()).isEqualTo(ZoneOrigin.ASSUMED_UTC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "03/04/2025", "2025-02-30", "2025-03-31T25:00:00Z", "2025-03-31T14:05:09+99:00",
            "13:05 pm, 31 March 2025", "0001-01-01", "99999999999999999999"})
    void keepsTheTextOfWhatItCannotReadForSure(String text) {
        var time = times.read(text);

        assertThat(time.getInstant()).isEmpty();
        assertThat(time.getText()).isEqualTo(text);
    }

    @Test
    void cutsAClaimThatGrowsWhenItIsComposed() {
        assertThat(times.read("\u0958".repeat(60)).getText()).isEqualTo("\u0958".repeat(60));
        assertThat(times.read("\u0958".repeat(101)).getText()).isEqualTo("\u0958".repeat(100));
        assertThat(times.read("x".repeat(99) + "\uD83D\uDEA3").getText()).isEqualTo("x".repeat(99));
    }

    @Test
    void keepsNoControlCharacterOfAClaim() {
        assertThat(times.read("so\u0000on\u0007").getText()).isEqualTo("soon");
        assertThat(times.read("2025-03-31T14:05:09Z\u0000").getText()).isEqualTo("2025-03-31T14:05:09Z");
    }

    @Test
    void doesNotGuessAZoneThatSeveralCountriesShare() {
        assertThat(new Times(null).read("2025-03-31 14:05 IST").getInstant()).isEmpty();
    }
}
