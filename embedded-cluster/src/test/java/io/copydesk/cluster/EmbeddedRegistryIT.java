package io.copydesk.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {
    private static final String ONE = "{\"type\":\"record\",\"name\":\"One\",\"fields\":[]}";
    private static final String TWO = "{\"type\":\"record\",\"name\":\"Two\",\"fields\":[]}";

    @TempDir
    Path data;

    @Test
    void keepsIdsAndAddressWhenItIsKilledWithoutNotice() throws Exception {
        try (var kafka = EmbeddedKafka.start(data.resolve("kafka"));
                var registry = EmbeddedRegistry.start(data.resolve("registry"), kafka.bootstrapServers())) {
            var url = registry.url();
            int one = Subjects.register(url, "one-value", ONE);
            int two = Subjects.register(url, "two-value", TWO);
            assertThat(one).isNotEqualTo(two);
            assertThatThrownBy(
                    () -> EmbeddedRegistry.start(data.resolve("registry"), kafka.bootstrapServers()))
                    .isInstanceOf(DataInUseException.class);

            var killed = ProcessHandle.of(registry.pid()).orElseThrow();
            killed.destroyForcibly();
            assertThat(ChildProcess.ends(killed, Duration.ofMinutes(2))).isTrue();
            registry.restart();

            assertThat(registry.url()).isEqualTo(url);
            assertThat(registry.pid()).isNotEqualTo(killed.pid());
            assertThat(Subjects.byId(url, one)).contains("One");
            assertThat(Subjects.byId(url, two)).contains("Two");
            assertThat(Subjects.register(url, "two-value", TWO)).isEqualTo(two);
        }
    }
}
