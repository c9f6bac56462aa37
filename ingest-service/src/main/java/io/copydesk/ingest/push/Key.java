package io.copydesk.ingest.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A token and who gives it.
final class Key {
    private final byte[] hash;
    private final Caller caller;

    Key(String token, Caller caller) {
        this.hash = hash(token);
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    /// Takes as long for a token that is nearly right as for one that is all wrong, of whatever length.
    ///
    /// @param given as [#hash(String)] has it
    boolean isOf(byte[] given) {
        return MessageDigest.isEqual(hash, given);
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
