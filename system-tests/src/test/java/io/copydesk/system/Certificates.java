package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A key of 127.0.0.1 with a certificate that it signed itself, made anew for each test.
///
/// @param store holds the key, and the certificate as one to be trusted
/// @param pem the certificate, for programs that read no store
record Certificates(Path store, Path pem, String password) {
    private static final String PASSWORD = "not-for-production";

    static Certificates make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        var store = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = Command.run(folder, Map.of(), List.of(keytool, "-genkeypair", "-keystore", store.toString(),
                "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", "broker", "-keyalg", "EC", "-dname",
                "CN=broker", "-ext", "san=ip:127.0.0.1,dns:localhost", "-validity", "2"), "");
        assertThat(made.exitCode()).as(made.output()).isZero();
        // a store that holds a private key trusts nobody: the certificate needs an entry of its own
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var certificate = keys.getCertificate("broker");
        keys.setCertificateEntry("trusted", certificate);
        try (var out = Files.newOutputStream(store)) {
            keys.store(out, PASSWORD.toCharArray());
        }
        var pem = Files.writeString(folder.resolve("broker.pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n");
        return new Certificates(store, pem, PASSWORD);
    }
}
