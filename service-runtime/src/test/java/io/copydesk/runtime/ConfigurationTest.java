package io.copydesk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    Path files;

    @ConfigMapping(prefix = "copydesk")
    public interface Press {
        Database database();

        @WithDefault("1000")
        int batchSize();

        @WithDefault("5s")
        Duration pause();

        @WithDefault("true")
        boolean colour();

        @WithDefault("broadsheet")
        Paper paper();

        Optional<URI> site();

        OptionalInt copies();

        Optional<List<String>> desks();

        Optional<String> pass();

        interface Database {
            @Expected("a JDBC URL")
            String url();

            @WithDefault("copydesk")
            String user();

            String password();
        }
    }

    @ConfigMapping(prefix = "copydesk")
    public interface Presses {
        Map<String, One> presses();

        interface One {
            @WithDefault("60")
            int speed();

            String password();
        }
    }

    public enum Paper {
        BROADSHEET, TABLOID
    }

    private static final Map<String, String> REQUIRED = Map.of("COPYDESK_DATABASE_URL", "jdbc:postgresql://db/copydesk",
            "COPYDESK_DATABASE_PASSWORD", "s3cr${t}, \\really\\");

    private static Press press(Map<String, String> more) {
        return Configuration.load(Press.class, and(REQUIRED, more));
    }

    private static List<String> problems(Map<String, String> environment) {
        try {
            Configuration.load(Press.class, environment);
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems();
        }
    }

    private static Map<String, String> and(Map<String, String> one, Map<String, String> other) {
        var both = new java.util.HashMap<>(one);
        both.putAll(other);
        return both;
    }

    private static List<String> problemsOfPresses(Map<String, String> environment) {
        try {
            Configuration.load(Presses.class, environment);
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems();
        }
    }

    private Path file(String content) throws IOException {
        return Files.writeString(files.resolve("secret"), content);
    }

    @Test
    void hasDefaultsWhereTheInterfaceStatesThem() {
        var press = press(Map.of());

        assertThat(press.database().url()).isEqualTo("jdbc:postgresql://db/copydesk");
        assertThat(press.database().user()).isEqualTo("copydesk");
        assertThat(press.batchSize()).isEqualTo(1000);
        assertThat(press.pause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(press.colour()).isTrue();
        assertThat(press.paper()).isEqualTo(Paper.BROADSHEET);
        assertThat(press.site()).isEmpty();
        assertThat(press.copies()).isEmpty();
        assertThat(press.desks()).isEmpty();
        assertThat(press.pass()).isEmpty();
    }

    @Test
    void takesEveryKindOfValueFromItsVariable() {
        var press = press(Map.of("COPYDESK_BATCH_SIZE", "7", "COPYDESK_PAUSE", "250ms", "COPYDESK_COLOUR", "off",
                "COPYDESK_PAPER", "tabloid", "COPYDESK_SITE", "https://desk.example/x", "COPYDESK_COPIES", "3",
                "COPYDESK_DESKS", "news,sport", "COPYDESK_DATABASE_USER", "editor"));

        assertThat(press.batchSize()).isEqualTo(7);
        assertThat(press.pause()).isEqualTo(Duration.ofMillis(250));
        assertThat(press.colour()).isFalse();
        assertThat(press.paper()).isEqualTo(Paper.TABLOID);
        assertThat(press.site()).contains(URI.create("https://desk.example/x"));
        assertThat(press.copies()).hasValue(3);
        assertThat(press.desks()).contains(List.of("news", "sport"));
        assertThat(press.database().user()).isEqualTo("editor");
    }

    @Test
    void takesASecretAsItStands() {
        assertThat(press(Map.of()).database().password()).isEqualTo("s3cr${t}, \\really\\");
    }

    @Test
    void reportsEveryProblemAtOnceByVariable() {
        assertThat(problems(Map.of("COPYDESK_BATCH_SIZE", "many", "COPYDESK_PAUSE", "soon", "COPYDESK_COLOUR", "ture",
                "COPYDESK_PAPER", "berliner", "COPYDESK_COPIES", "x", "COPYDESK_DATABSE_USER", "editor")))
                .containsExactlyInAnyOrder(
                        "COPYDESK_DATABSE_USER is not a setting here; these are: COPYDESK_BATCH_SIZE, "
                                + "COPYDESK_COLOUR, COPYDESK_COPIES, COPYDESK_DATABASE_PASSWORD, COPYDESK_DATABASE_URL, "
                                + "COPYDESK_DATABASE_USER, COPYDESK_DESKS, COPYDESK_PAPER, COPYDESK_PASS, "
                                + "COPYDESK_PAUSE, COPYDESK_SITE",
                        "COPYDESK_DATABASE_URL is required: a JDBC URL",
                        "COPYDESK_DATABASE_PASSWORD is required: a text",
                        "COPYDESK_BATCH_SIZE must be a whole number, not 'many'",
                        "COPYDESK_PAUSE must be a duration such as 500ms, 30s, 5m, 1h or 7d, not 'soon'",
                        "COPYDESK_COLOUR must be true or false, not 'ture'",
                        "COPYDESK_PAPER must be one of broadsheet, tabloid, not 'berliner'",
                        "COPYDESK_COPIES must be a whole number, not 'x'");
    }

    @Test
    void hasOneOfANamedGroupForEachName() throws IOException {
        assertThat(Configuration.load(Presses.class, Map.of()).presses()).isEmpty();

        var presses = Configuration.load(Presses.class,
                Map.of("COPYDESK_PRESSES_EAST_PASSWORD", "e", "COPYDESK_PRESSES_FAR_WEST_SPEED", "7",
                        "COPYDESK_PRESSES_FAR_WEST_PASSWORD_FILE", file("w\n").toString()))
                .presses();

        assertThat(presses).hasSize(2).hasEntrySatisfying("east", east -> {
            assertThat(east.speed()).isEqualTo(60);
            assertThat(east.password()).isEqualTo("e");
        }).hasEntrySatisfying("far-west", farWest -> {
            assertThat(farWest.speed()).isEqualTo(7);
            assertThat(farWest.password()).isEqualTo("w");
        });
    }

    @Test
    void reportsEveryProblemOfANamedGroup() {
        assertThat(problemsOfPresses(Map.of("COPYDESK_PRESSES_EAST_SPEED", "fast", "COPYDESK_PRESSES_EAST_PASWORD", "x",
                "COPYDESK_PRESSES_SPEED", "7")))
                .containsExactlyInAnyOrder("COPYDESK_PRESSES_EAST_SPEED must be a whole number, not 'fast'",
                        "COPYDESK_PRESSES_EAST_PASSWORD is required: a text",
                        "COPYDESK_PRESSES_EAST_PASWORD is not a setting here; these are: COPYDESK_PRESSES_<NAME>_PASSWORD, "
                                + "COPYDESK_PRESSES_<NAME>_SPEED, COPYDESK_PRESSES_EAST_PASSWORD, "
                                + "COPYDESK_PRESSES_EAST_SPEED",
                        "COPYDESK_PRESSES_SPEED is not a setting here; these are: COPYDESK_PRESSES_<NAME>_PASSWORD, "
                                + "COPYDESK_PRESSES_<NAME>_SPEED, COPYDESK_PRESSES_EAST_PASSWORD, "
                                + "COPYDESK_PRESSES_EAST_SPEED");
    }

    @Test
    void countsAnEmptyVariableAsNotSet() {
        assertThat(press(Map.of("COPYDESK_BATCH_SIZE", "", "COPYDESK_PASS", " ")).batchSize()).isEqualTo(1000);
        assertThat(problems(Map.of("COPYDESK_DATABASE_URL", "", "COPYDESK_DATABASE_PASSWORD", "x")))
                .containsExactly("COPYDESK_DATABASE_URL is required: a JDBC URL");
    }

    @Test
    void leavesTheVariablesOfOthersAlone() {
        assertThat(problems(and(REQUIRED, Map.of("PATH", "/bin", "COPYDESK_KAFKA_CLIENT_ID", "x",
                "COPYDESK_REGISTRY_URL", "http://r", "COPYDESK_HTTP_PORT", "8080", "COPYDESK_LOG_FORMAT", "json"))))
                .isEmpty();
    }

    @Test
    void readsASecretFromAFile() throws IOException {
        var environment = Map.of("COPYDESK_DATABASE_URL", "jdbc:x", "COPYDESK_DATABASE_PASSWORD_FILE",
                file("from the file\n").toString());

        assertThat(Configuration.load(Press.class, environment).database().password()).isEqualTo("from the file");
    }

    @Test
    void saysWhichFileItCannotRead() {
        var absent = files.resolve("absent");

        assertThat(problems(
                Map.of("COPYDESK_DATABASE_URL", "jdbc:x", "COPYDESK_DATABASE_PASSWORD_FILE", absent.toString())))
                .containsExactly(
                        "COPYDESK_DATABASE_PASSWORD_FILE must name a readable file: " + absent
                                + " (NoSuchFileException)");
    }

    @Test
    void refusesAValueAndAFileForOneSetting() throws IOException {
        assertThat(problems(and(REQUIRED, Map.of("COPYDESK_DATABASE_PASSWORD_FILE", file("other").toString()))))
                .containsExactly(
                        "COPYDESK_DATABASE_PASSWORD and COPYDESK_DATABASE_PASSWORD_FILE are both set: set one of them");
    }

    @Test
    void neverShowsASecret() {
        var setting = new Setting("copydesk.port-key", "a whole number", true, "none", "");

        assertThat(setting.explain("hunter2")).isEqualTo("COPYDESK_PORT_KEY must be a whole number");
        assertThat(problems(and(REQUIRED, Map.of("COPYDESK_SITE", "https://u:hunter2@ x"))))
                .containsExactly("COPYDESK_SITE must be a URI");
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "1h,PT1H", "7d,PT168H", "PT2S,PT2S"})
    void readsDurationsAsPeopleWriteThem(String written, Duration meant) {
        assertThat(Values.duration(written)).isEqualTo(meant);
    }

    @Test
    void handsOnWhatKafkaClientsKnow() throws IOException {
        var environment = Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", "k:9092", "COPYDESK_KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL", "COPYDESK_KAFKA_SASL_JAAS_CONFIG_FILE", file("login required;\n").toString(),
                "COPYDESK_KAFKA_SASL_OAUTHBEARER_ASSERTION_FILE", "/run/assertion", "COPYDESK_BATCH_SIZE", "7");

        assertThat(Configuration.kafka(environment)).isEqualTo(Map.of("bootstrap.servers", "k:9092",
                "security.protocol", "SASL_SSL", "sasl.jaas.config", "login required;",
                "sasl.oauthbearer.assertion.file", "/run/assertion"));
    }

    @Test
    void needsABrokerAndARegistry() {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> Neighbours.of(Map.of()))
                .satisfies(e -> assertThat(e.problems()).containsExactly(
                        "COPYDESK_KAFKA_BOOTSTRAP_SERVERS is required: host:port of a broker, or several separated by commas",
                        "COPYDESK_REGISTRY_URL is required: the URL of a schema registry with Confluent's API"));
    }

    @Test
    void refusesWhatKafkaClientsWouldNotTakeWithoutShowingIt() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.kafka(Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", "x:1",
                        "COPYDESK_KAFKA_MAX_POLL_RECORDS", "hunter2", "COPYDESK_KAFKA_SECURITY_PROTOCOL", "SASL",
                        "COPYDESK_KAFKA_PLUG_IN_COLOUR", "green")))
                .satisfies(e -> assertThat(e.problems()).containsExactly(
                        "COPYDESK_KAFKA_MAX_POLL_RECORDS is nothing that Kafka's clients take for max.poll.records:"
                                + " it is of the type INT, [1,...]",
                        "COPYDESK_KAFKA_SECURITY_PROTOCOL is nothing that Kafka's clients take for security.protocol:"
                                + " it is of the type STRING, (case insensitive) [SASL_SSL, PLAINTEXT, SSL, SASL_PLAINTEXT]"));
    }

    @Test
    void handsOnWhatTheRegistrysClientKnows() {
        assertThat(Configuration.registry(Map.of("COPYDESK_REGISTRY_URL", "https://r",
                "COPYDESK_REGISTRY_BASIC_AUTH_USER_INFO", "u:p", "COPYDESK_REGISTRY_SSL_TRUSTSTORE_LOCATION",
                "/t.p12")))
                .isEqualTo(Map.of("url", "https://r", "basic.auth.user.info", "u:p", "ssl.truststore.location",
                        "/t.p12"));
    }

    @Test
    void refusesARegistrySettingThatCannotWork() {
        var neighbours = Neighbours.of(Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", "k:9092", "COPYDESK_REGISTRY_URL",
                "http://r", "COPYDESK_REGISTRY_BEARER_AUTH_CREDENTIALS_SOURCE", "OAUTHBEARER"));

        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(neighbours::contracts)
                .withMessageContaining("COPYDESK_REGISTRY_").withMessageContaining("OAUTHBEARER");
    }

    @Test
    void describesNeighboursWithoutTheirSecrets() {
        var neighbours = Neighbours.of(Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", "k:9092",
                "COPYDESK_KAFKA_SASL_JAAS_CONFIG", "hunter2", "COPYDESK_REGISTRY_URL", "http://u:hunter2@r",
                "COPYDESK_REGISTRY_BASIC_AUTH_USER_INFO", "u:hunter2"));

        assertThat(neighbours.toString()).doesNotContain("hunter2");
        assertThat(neighbours.registryUrl()).isEqualTo("http://u:hunter2@r");
        assertThat(neighbours.registry()).doesNotContainKey("url");
    }

    /// What a test of a map needs.
    @ConfigMapping(prefix = "copydesk")
    interface Newsstand {
        Map<String, String> prices();
    }

    @Test
    void takesTheKeysOfAMapFromTheirVariables() throws IOException {
        var environment = Map.of("COPYDESK_PRICES_PAPER", "2", "COPYDESK_PRICES_OLD_PAPER_FILE",
                file("${1}\n").toString());

        assertThat(Configuration.load(Newsstand.class, environment).prices())
                .isEqualTo(Map.of("paper", "2", "old-paper", "${1}"));
        assertThat(Configuration.load(Newsstand.class, Map.of()).prices()).isEmpty();
    }
}
