package io.copydesk.ingest;

import io.copydesk.contracts.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/// What an observation says of its entry, whenever and wherever in a look it was made.
///
/// @param hash SHA-256, hex, of the observation without its look, position and time
/// @param bytes of it in Avro
public record Content(String hash, int bytes) {

    public static Content of(Observation observation) {
        var bare = Observation.newBuilder(observation).setLook(0).setPosition(0).setLookComplete(false)
                .setObservedAt(Instant.EPOCH).build();
        var bytes = new ByteArrayOutputStream(512);
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<>(Observation.class).write(bare, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return new Content(sha256(bytes.toByteArray()), bytes.size());
    }

    /// SHA-256, hex.
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
