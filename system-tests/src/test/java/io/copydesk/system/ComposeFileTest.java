package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/// What an operator may rely on for each service of docker-compose.yml.
class ComposeFileTest {
    private static final Path ROOT = Path.of("..");
    /// Our own images bring a health check and a user, see the Dockerfile.
    private static final String OURS = "copydesk/";
    private static final String ONE_SHOT = "apply";
    private static final String WRITES_BESIDE_ITS_SETTINGS = "opensearch";

    @SuppressWarnings("unchecked") // a document of maps and lists
    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
        return (Map<String, Map<String, Object>>) file.getOrDefault("services", Map.of());
    }

    static Stream<String> names() throws IOException {
        return services().keySet().stream();
    }

    private static Map<String, Object> service(String name) throws IOException {
        return services().getOrDefault(name, Map.of());
    }

    @ParameterizedTest
    @MethodSource("names")
    void isHeldInBounds(String name) throws IOException {
        var service = service(name);

        assertThat(service).containsKey("mem_limit")
                .containsEntry("restart", name.equals(ONE_SHOT) ? "no" : "unless-stopped")
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("read_only", !name.equals(WRITES_BESIDE_ITS_SETTINGS));
        assertThat(service.get("logging")).asString().contains("max-size=", "max-file=");
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysHowItFaresAndIsNotRoot(String name) throws IOException {
        var service = service(name);

        if (String.valueOf(service.get("image")).startsWith(OURS)) {
            assertThat(service).doesNotContainKey("user");
        } else {
            assertThat(service).containsKeys("healthcheck", "user");
            assertThat(service.get("user")).asString().isNotEqualTo("root").isNotEqualTo("0");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void listensOnThisMachineAlone(String name) throws IOException {
        assertThat(list(service(name), "ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void keepsItsDataInNamedVolumesOnly() throws IOException {
        assertThat(services().values().stream().flatMap(service -> list(service, "volumes").stream()))
                .allMatch(
                        volume -> (volume.startsWith("./") && volume.endsWith(":ro")) || volume.matches("[a-z]+:/.*"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Map<String, Object> service, String key) {
        return (List<String>) service.getOrDefault(key, List.of());
    }
}
