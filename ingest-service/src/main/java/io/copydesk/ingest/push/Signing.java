package io.copydesk.ingest.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The signature that a key with a secret owes: HMAC-SHA256 over the timestamp, a full stop and the body as it is sent.
final class Signing {
    static final String TIMESTAMP = "X-Copydesk-Timestamp";
    static final String SIGNATURE = "X-Copydesk-Signature";
    /// How far the timestamp may be from our clock, either way.
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SIGNED = Pattern.compile("sha256=([0-9A-Fa-f]{64})");

    private final SecretKeySpec secret;

    Signing(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// What is wrong with the signature, if anything.
    ///
    /// @param timestamp seconds since 1970, as the header has them
    /// @param signature `sha256=` and hexadecimal digits
    Optional<String> fault(@Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) {
        if (timestamp == null || signature == null) {
            return Optional.of((timestamp == null ? TIMESTAMP : SIGNATURE) + " is missing; this key must sign");
        }
        if (!SECONDS.matcher(timestamp).matches()) {
            return Optional.of(TIMESTAMP + " must be the seconds since 1970");
        }
        var given = SIGNED.matcher(signature);
        if (!given.matches()) {
            return Optional.of(SIGNATURE + " must be sha256= and 64 hexadecimal digits");
        }
        var signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signedAt, now).abs().compareTo(WINDOW) > 0) {
            return Optional.of(TIMESTAMP + " is more than " + WINDOW.toSeconds() + " s from the time here");
        }
        // takes as long for one that is nearly right as for one that is all wrong
        return MessageDigest.isEqual(hmac(timestamp, body), HexFormat.of().parseHex(given.group(1)))
                ? Optional.empty()
                : Optional.of(SIGNATURE + " is not that of this timestamp and body");
    }

    private byte[] hmac(String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
