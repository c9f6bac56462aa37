package io.copydesk.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets(Map.of("desk_key", "s3cr&t", "other", "s3cr"));

    @Test
    void putsSecretsInAndTakesThemOutOfWhatIsShown() throws FetchException {
        var revealed = secrets.reveal("https://api.tidewater.example/v1?key=${desk-key}&o=${OTHER}&x=$5");

        assertThat(revealed.text()).isEqualTo("https://api.tidewater.example/v1?key=s3cr%26t&o=s3cr&x=$5");
        assertThat(revealed.masked("HTTP 403 from " + revealed.text() + " (s3cr&t)")).isEqualTo(
                "HTTP 403 from https://api.tidewater.example/v1?key=${desk-key}&o=${OTHER}&x=$5 (${desk-key})");
    }

    @Test
    void namesTheSettingThatIsMissing() {
        assertThatThrownBy(() -> secrets.reveal("https://tidewater.example/${no.such}")).hasMessage(
                "url: ${no.such} needs the setting COPYDESK_POLL_SECRETS_NO_SUCH");
    }

    @Test
    void leavesAnAddressWithoutSecretsAlone() throws FetchException {
        assertThat(secrets.reveal("https://tidewater.example/${open").text())
                .isEqualTo("https://tidewater.example/${open");
    }
}
