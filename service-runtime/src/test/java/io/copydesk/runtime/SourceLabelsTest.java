package io.copydesk.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class SourceLabelsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private void count(String source) {
        meters.counter("looks", "outcome", "shown", "source", source).increment();
        meters.counter("absences", "source", source).increment();
    }

    @Test
    void givesTheFirstSourcesALabelOfTheirOwnAndAllOthersOneTogether() {
        meters.config().meterFilter(new SourceLabels(2));
        for (var source : new String[]{"harbour", "grain", "storm", "harbour", "election"}) {
            count(source);
        }

        assertThat(meters.get("looks").tag("source", "harbour").counter().count()).isEqualTo(2);
        assertThat(meters.get("looks").tag("source", "grain").counter().count()).isEqualTo(1);
        assertThat(meters.get("looks").tags("source", "(others)", "outcome", "shown").counter().count()).isEqualTo(2);
        assertThat(meters.get("looks").counters()).hasSize(3);
        assertThat(meters.get("absences").counters()).hasSize(3);
    }

    @Test
    void leavesOtherMetersAlone() {
        meters.config().meterFilter(new SourceLabels(0));
        meters.counter("letters", "cause", "TRUNCATED").increment();

        assertThat(meters.get("letters").counter().getId().getTag("cause")).isEqualTo("TRUNCATED");
        assertThat(meters.get("letters").counter().getId().getTag("source")).isNull();
    }
}
