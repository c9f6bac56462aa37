package io.copydesk.enrich;

import static io.copydesk.enrich.Pipeline.NOW;
import static io.copydesk.enrich.Pipeline.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each window counts the live entries that occurred in it and name a tag.
class TrendsTest {
    private static final String KYIV = "Q1899";

    private final Pipeline pipeline = new Pipeline();
    private final Map<String, Long> counts = new TreeMap<>();

    @AfterEach
    void close() {
        pipeline.close();
    }

    /// Counts by window, as whoever reads the topic has them.
    private Map<Instant, Long> countsOf(String tag) {
        var byWindow = new TreeMap<Instant, Long>();
        pipeline.trends.readKeyValuesToList().forEach(trend -> counts.put(trend.key, trend.value.getCount()));
        counts.forEach((key, count) -> {
            if (key.startsWith(tag + "|")) {
                byWindow.put(Instant.ofEpochMilli(Long.parseLong(key.substring(tag.length() + 1))), count);
            }
        });
        return byWindow;
    }

    private static Observation.Builder kyiv(String id) {
        return seen("", "Sirens sound over Kyiv, and Kyiv waits: " + id + ".").setNativeId(id);
    }

    @Test
    void countsAnEntryOnceHoweverOftenItNamesATag() {
        pipeline.observe(kyiv("a").build(), kyiv("b").setPosition(1).build(), kyiv("a").setLook(2).build());

        assertThat(countsOf(KYIV)).isEqualTo(Map.of(NOW, 2L));
    }

    @Test
    void takesARetractionBackAndCountsARestoration() {
        pipeline.observe(kyiv("a").build(), kyiv("b").setPosition(1).build(),
                kyiv("a").setSignal(Signal.RETRACTED).setLook(2).setObservedAt(NOW.plusSeconds(900)).build());
        assertThat(countsOf(KYIV)).isEqualTo(Map.of(NOW, 1L));

        pipeline.observe(kyiv("a").setLook(3).setObservedAt(NOW.plusSeconds(1800)).build());
        assertThat(countsOf(KYIV)).isEqualTo(Map.of(NOW, 2L));
    }

    @Test
    void countsACorrectionUnderWhatItNamesNow() {
        pipeline.observe(kyiv("a").build(), kyiv("a").setBody("Sirens sound over Odesa.").setLook(2).build());

        assertThat(countsOf(KYIV)).isEqualTo(Map.of(NOW, 0L));
    }

    @Test
    void countsInTheWindowInWhichTheEntryOccurred() {
        var claimed = Time.newBuilder().setInstant(Instant.parse("2026-03-01T11:03:10Z")).setText("11:03:10")
                .setPrecision(TimePrecision.SECOND).build();
        pipeline.observe(kyiv("a").setPublished(claimed).build());

        assertThat(countsOf(KYIV)).isEqualTo(Map.of(Instant.parse("2026-03-01T11:00:00Z"), 1L));
    }

    @Test
    void doesNotCountInWindowsThatAreGone() {
        pipeline.observe(kyiv("a").build());
        countsOf(KYIV);
        pipeline.observe(kyiv("a").setSignal(Signal.RETRACTED).setLook(2)
                .setObservedAt(NOW.plus(Duration.ofDays(8))).build());

        assertThat(pipeline.trends.readValuesToList()).isEmpty();
    }

    @Test
    void saysWhatItCountsAndUntilWhen() {
        pipeline.observe(kyiv("a").build());

        assertThat(pipeline.trends.readKeyValuesToList()).filteredOn(trend -> trend.key.startsWith(KYIV))
                .singleElement().satisfies(trend -> assertThat(trend.value).isEqualTo(Trend.newBuilder().setTag(KYIV)
                        .setLabel("Kyiv").setWindowStart(NOW).setWindowEnd(NOW.plusSeconds(300)).setCount(1)
                        .setVersion(1).build()));
    }
}
