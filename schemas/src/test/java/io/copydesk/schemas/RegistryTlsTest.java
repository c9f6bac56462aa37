package io.copydesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {
    private static final String PASSWORD = "changeit";
    private static final String ANSWER = "{\"schema\":\"\\\"string\\\"\"}";

    @TempDir
    static Path folder;

    private static Path ours;
    private static Path elsewhere;

    @BeforeAll
    static void makesKeys() throws Exception {
        ours = keysFor("ip:127.0.0.1");
        elsewhere = keysFor("dns:elsewhere.example");
    }

    @Test
    void asksOverTlsWithATrustStoreAndCredentials() throws Exception {
        try (var registry = LoopbackRegistry.overTls(context(ours), 200, ANSWER);
                var client = Contracts.client(registry.url("desk:pw@"), trusting(ours))) {
            assertThat(client.getSchemaById(7).canonicalString()).isEqualTo("\"string\"");
            assertThat(registry.authorizations()).containsExactly("Basic ZGVzazpwdw==");
        }
    }

    @Test
    void understandsConfluentsSpellingOfTheSettings() throws Exception {
        var prefixed = Map.of("schema.registry.ssl.truststore.location", ours.toString(),
                "schema.registry.ssl.truststore.password", PASSWORD);
        try (var registry = LoopbackRegistry.overTls(context(ours), 200, ANSWER);
                var client = Contracts.client(registry.url(), prefixed)) {
            assertThat(client.getSchemaById(7).canonicalString()).isEqualTo("\"string\"");
        }
    }

    @Test
    void refusesACertificateThatItDoesNotTrust() throws Exception {
        try (var registry = LoopbackRegistry.overTls(context(ours), 200, ANSWER);
                var client = Contracts.client(registry.url(), Map.of())) {
            assertThatThrownBy(() -> client.getSchemaById(7)).isInstanceOf(SSLException.class);
            assertThat(registry.requests()).isEmpty();
        }
    }

    @Test
    void refusesATrustedCertificateOfAnotherHost() throws Exception {
        try (var registry = LoopbackRegistry.overTls(context(elsewhere), 200, ANSWER);
                var client = Contracts.client(registry.url("desk:pw@"), trusting(elsewhere))) {
            assertThatThrownBy(() -> client.getSchemaById(7)).isInstanceOf(IOException.class);
            assertThat(registry.requests()).isEmpty();
        }
    }

    private static Map<String, String> trusting(Path keys) {
        return Map.of("ssl.truststore.location", keys.toString(), "ssl.truststore.password", PASSWORD);
    }

    /// A key and its self-signed certificate; the store serves as trust store too.
    private static Path keysFor(String name) throws Exception {
        var store = folder.resolve(name.replaceAll("[^a-z0-9]", "-") + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(keytool, "-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12",
                "-storepass", PASSWORD, "-alias", "registry", "-keyalg", "EC", "-dname", "CN=registry", "-ext",
                "san=" + name, "-validity", "2").redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile()).start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        // a store that holds a private key trusts nobody: the certificate needs an entry of its own
        var keys = load(store);
        keys.setCertificateEntry("trusted", keys.getCertificate("registry"));
        try (var out = Files.newOutputStream(store)) {
            keys.store(out, PASSWORD.toCharArray());
        }
        return store;
    }

    private static KeyStore load(Path store) throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private static SSLContext context(Path store) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(store), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
