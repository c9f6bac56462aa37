package io.copydesk.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.ZoneOrigin;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private final Times times = new Times(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/times/times.tsv", delimiter = '\t', quoteCharacter = '\u0007', nullValues = "-")
    void readsWhatPublishersWrite(String text, @Nullable String zone, @Nullable Instant instant, ZoneOrigin origin,
            TimePrecision precision) {
        var time = Times.in(Optional.ofNullable(zone)).read(text);

        assertThat(time.getInstant()).isEqualTo(Optional.ofNullable(instant));
        assertThat(time.getZone()).isEqualTo(origin);
        assertThat(time.getPrecision()).isEqualTo(precision);
        assertThat(time.getText()).isEqualTo(text);
    }

    @Test
    void takesAnUnknownNameForTheZoneOfTheSource() {
        assertThat(times.read("2025-03-31 14:05 XYZ").getInstant()).contains(Instant.parse("2025-03-31T12:05:00Z"));
        assertThat(times.read("2025-03-31 14:05 XYZ").getZone()).isEqualTo(ZoneOrigin.SOURCE);
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
