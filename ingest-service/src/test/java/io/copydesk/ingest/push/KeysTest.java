package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.copydesk.ingest.IngestConfiguration;
import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.ConfigurationException;
import io.github.bucket4j.TimeMeter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static Access access(Map<String, String> environment) {
        return new Access(Configuration.load(IngestConfiguration.class, environment).push(), TimeMeter.SYSTEM_NANOTIME);
    }

    private static void assertProblems(Map<String, String> environment, String... problems) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> access(environment))
                .satisfies(e -> assertThat(e.problems()).containsExactlyInAnyOrder(problems));
    }

    @Test
    void listensToOthersWithAKeyOfEitherForm() {
        assertThat(access(Map.of("COPYDESK_PUSH_HOST", "0.0.0.0", "COPYDESK_PUSH_KEY", "a")).caller(null, "a"))
                .isPresent();
        assertThat(access(Map.of("COPYDESK_PUSH_HOST", "0.0.0.0", "COPYDESK_PUSH_KEYS_TIDEWATER_TOKEN", "a"))
                .caller(null, "a")).isPresent();
        assertProblems(Map.of("COPYDESK_PUSH_HOST", "0.0.0.0"),
                "COPYDESK_PUSH_HOST is 0.0.0.0, which others can reach: set COPYDESK_PUSH_KEY or "
                        + "COPYDESK_PUSH_KEYS_<NAME>_TOKEN, or listen on 127.0.0.1");
    }

    @Test
    void addsToTheOneKeyUnderTheNameDefault() {
        var caller = access(Map.of("COPYDESK_PUSH_KEY", "a", "COPYDESK_PUSH_KEYS_DEFAULT_SECRET", "b",
                "COPYDESK_PUSH_KEYS_DEFAULT_BURST", "7")).caller("Bearer a", null).orElseThrow();

        assertThat(caller.signing()).isPresent();
        assertThat(caller.allowance()).map(Allowance::burst).contains(7);
    }

    @Test
    void namesEveryProblemAndShowsNoToken() {
        assertProblems(
                Map.of("COPYDESK_PUSH_KEY", "hunter2", "COPYDESK_PUSH_KEYS_DEFAULT_TOKEN", "hunter2",
                        "COPYDESK_PUSH_KEYS_TIDEWATER_SECRET", "x", "COPYDESK_PUSH_KEYS_A_TOKEN", "hunter2"),
                "COPYDESK_PUSH_KEYS_TIDEWATER_TOKEN is required: the token that the key's caller gives",
                "COPYDESK_PUSH_KEY and COPYDESK_PUSH_KEYS_DEFAULT_TOKEN are both set: set one of them",
                "COPYDESK_PUSH_KEYS_A_TOKEN and COPYDESK_PUSH_KEYS_DEFAULT_TOKEN must differ");
    }

    @Test
    void refusesARateOfNothingAndASettingThatItDoesNotKnow() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> access(Map.of("COPYDESK_PUSH_KEYS_A_TOKEN", "a", "COPYDESK_PUSH_KEYS_A_RATE", "0",
                        "COPYDESK_PUSH_KEYS_A_SECRT", "x")))
                .satisfies(e -> assertThat(e.problems()).hasSize(2)
                        .anyMatch(problem -> problem.equals(
                                "COPYDESK_PUSH_KEYS_A_RATE must be a whole number from 1, not '0'"))
                        .anyMatch(problem -> problem.startsWith(
                                "COPYDESK_PUSH_KEYS_A_SECRT is not a setting here; these are:")));
    }
}
