package io.copydesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryConnectionTest {
    private static final String BASIC = "basic.auth.credentials.source";

    @Test
    void sendsUserInfo() throws Exception {
        var config = Map.of(BASIC, "USER_INFO", "basic.auth.user.info", "desk:s3cret");
        assertThat(authorization("", config)).isEqualTo(basic("desk:s3cret"));
    }

    @Test
    void sendsUserInfoThoughNobodyNamedItsSource() throws Exception {
        assertThat(authorization("", Map.of("basic.auth.user.info", "desk:s3cret"))).isEqualTo(basic("desk:s3cret"));
    }

    @Test
    void understandsConfluentsPrefix() throws Exception {
        var config = Map.of("schema.registry.basic.auth.user.info", "desk:s3cret");
        assertThat(authorization("", config)).isEqualTo(basic("desk:s3cret"));
    }

    @Test
    void sendsTheUserAndPasswordOfTheUrlDecoded() throws Exception {
        assertThat(authorization("desk:s%40cret@", Map.of(BASIC, "URL"))).isEqualTo(basic("desk:s@cret"));
        assertThat(authorization("desk:s%40cret@", Map.of())).isEqualTo(basic("desk:s@cret"));
    }

    @Test
    void sendsAStaticToken() throws Exception {
        var config = Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t0ken");
        assertThat(authorization("", config)).isEqualTo("Bearer t0ken");
        assertThat(authorization("", Map.of("bearer.auth.token", "t0ken"))).isEqualTo("Bearer t0ken");
    }

    @Test
    void sendsTheCredentialsOfKafkasLogin() throws Exception {
        var config = Map.of(BASIC, "SASL_INHERIT", "sasl.mechanism", "PLAIN", "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"desk\" password=\"pw\";");
        assertThat(authorization("", config)).isEqualTo(basic("desk:pw"));
    }

    @Test
    void sendsNothingWhenThereIsNothingToSend() throws Exception {
        assertThat(authorization("", Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAUTHBEARER", "SASL_OAUTHBEARER_INHERIT"})
    void refusesOAuthAtStart(String source) {
        assertRefused("http://registry", Map.of("bearer.auth.credentials.source", source), "Kafka 4");
        assertRefused("http://registry", Map.of("schema.registry.bearer.auth.credentials.source", source), "Kafka 4");
    }

    @ParameterizedTest
    @CsvSource({"basic.auth.credentials.source, user_info", "basic.auth.credentials.source, URL",
            "basic.auth.credentials.source, USER_INFO", "bearer.auth.credentials.source, TOKEN",
            "http.read.timeout.ms, 0", "http.connect.timeout.ms, 60001", "http.read.timeout.ms, soon"})
    void refusesWhatTheClientWouldIgnoreOrWaitForTooLong(String name, String value) {
        assertRefused("http://registry", Map.of(name, value), name);
    }

    @Test
    void refusesTwoKindsOfCredentials() {
        assertRefused("http://registry", Map.of("basic.auth.user.info", "a:b", "bearer.auth.token", "c"), "Only one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "registry:8081", "ftp://registry", "http://a:s3cret@registry,http://registry",
            "http://desk:s3cret@not a host/"})
    void refusesAnAddressWithoutRepeatingItsPassword(String url) {
        assertThatThrownBy(() -> Contracts.client(url, Map.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url: ").hasMessageNotContaining("s3cret");
    }

    @Test
    void boundsBothTimeouts() {
        var connection = RegistryConnection.of("http://registry", Map.of("http.read.timeout.ms", 700));
        assertThat(connection.settings()).containsEntry("http.connect.timeout.ms", "5000")
                .containsEntry("http.read.timeout.ms", "700");
        assertThat(RegistryConnection.of("http://registry", Map.of()).settings()).containsEntry("http.read.timeout.ms",
                "15000");
    }

    @Test
    void printsNoSecretAndLeavesNoneInTheUrl() {
        var connection = RegistryConnection.of("https://desk:s3cret@a/x, https://desk:s3cret@b/y", Map.of());
        assertThat(connection.urls()).containsExactly("https://a/x", "https://b/y");
        assertThat(connection).hasToString("schema registry at [https://a/x, https://b/y]");
    }

    /// The header that the registry sees on a lookup by id, which is a GET, and by schema, which is a POST.
    private static String authorization(String userInfo, Map<String, String> config) throws Exception {
        try (var registry = LoopbackRegistry.answering(200, "{\"id\":7,\"schema\":\"\\\"string\\\"\"}");
                var client = Contracts.client(registry.url(userInfo), config)) {
            client.getSchemaById(7);
            client.getId("any-value", client.getSchemaById(7));
            assertThat(registry.authorizations()).hasSize(2);
            assertThat(registry.authorizations().getFirst()).isEqualTo(registry.authorizations().getLast());
            return registry.authorizations().getFirst();
        }
    }

    private static void assertRefused(String url, Map<String, String> config, String part) {
        assertThatThrownBy(() -> {
            try (var client = Contracts.client(url, config)) {
                throw new IOException("accepted " + client);
            }
        }).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(part);
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }
}
