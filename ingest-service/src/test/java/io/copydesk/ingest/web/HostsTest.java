package io.copydesk.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostsTest {
    private static final Duration GAP = Duration.ofSeconds(1);
    private long now = Long.MAX_VALUE - 1_000_000_000L; // nanoTime may pass its end
    private final Hosts hosts = new Hosts(() -> now);

    @Test
    void keepsVisitsToOneHostApart() {
        assertThat(hosts.turn("tidewater.example", GAP)).isZero();
        assertThat(hosts.turn("tidewater.example", GAP)).isEqualTo(GAP);
        assertThat(hosts.turn("tidewater.example", GAP)).isEqualTo(GAP.multipliedBy(2));
        assertThat(hosts.turn("halyard.example", GAP)).isZero();

        now += GAP.toNanos() * 10;
        assertThat(hosts.turn("tidewater.example", GAP)).isZero();
    }

    @Test
    void letsAllPassWithoutAGap() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(hosts.turn("tidewater.example", Duration.ZERO)).isZero();
        }
    }
}
