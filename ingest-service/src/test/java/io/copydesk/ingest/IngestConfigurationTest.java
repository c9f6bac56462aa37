package io.copydesk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigurationTest {
    @Test
    void asksOfHostsWhatTheDocumentationSays() {
        var poll = Configuration.load(IngestConfiguration.class, Map.of()).poll();

        assertThat(poll.userAgent()).isEqualTo("Copydesk/0.1");
        assertThat(poll.contact()).isEmpty();
        assertThat(poll.hostGap()).isEqualTo(Duration.ofSeconds(1));
        assertThat(poll.hostConnections().number()).isEqualTo(4);
        assertThat(poll.secrets()).isEmpty();
    }

    @Test
    void correctsNothingInSilence() {
        assertThatThrownBy(() -> Configuration.load(IngestConfiguration.class,
                Map.of("COPYDESK_POLL_HOST_CONNECTIONS", "0")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("COPYDESK_POLL_HOST_CONNECTIONS must be a whole number from 1, not '0'");
    }
}
