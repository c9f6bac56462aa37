package io.copydesk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.runtime.ConfigurationException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardServiceTest {
    private static DashboardService of(Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        environment.put("COPYDESK_REGISTRY_URL", "http://127.0.0.1:1");
        return DashboardService.of(environment, new SimpleMeterRegistry());
    }

    @Test
    void asksForTheUserOfTheDatabase() {
        assertThatThrownBy(() -> of(Map.of("COPYDESK_DATABASE_URL", "jdbc:postgresql://127.0.0.1/copydesk")))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("COPYDESK_DATABASE_USER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://a/?password=sesame", "postgresql://reader:sesame@a/copydesk",
            "jdbc:postgresql://a:port/?password=sesame"})
    void namesTheVariableOfAnAddressThatIsNoneAndDoesNotShowIt(String url) {
        assertThatThrownBy(() -> of(Map.of("COPYDESK_DATABASE_URL", url, "COPYDESK_DATABASE_USER", "reader")))
                .isInstanceOfSatisfying(ConfigurationException.class, refusal -> assertThat(refusal.problems())
                        .singleElement().asString().startsWith("COPYDESK_DATABASE_URL ").doesNotContain("sesame"));
    }

    @Test
    void isBuiltWhileTheDatabaseIsAway() {
        try (var service = of(Map.of("COPYDESK_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/copydesk",
                "COPYDESK_DATABASE_USER", "reader"))) {
            assertThat(service.name()).isEqualTo("dashboard");
        }
    }
}
