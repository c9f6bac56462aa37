package io.copydesk.ingest;

import io.copydesk.contracts.Observation;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// How much documents and observations may hold. More is a named rejection, counted as
/// `copydesk.ingest.rejected{reason}`.
public final class Limits {
    public static final int BODY_BYTES = 256 * 1024;
    public static final int OBSERVATION_BYTES = 384 * 1024;

    /// Of one document, after decompression.
    public static final int DOCUMENT_BYTES = 10 * 1024 * 1024;
    /// Of one look; the newest stay.
    public static final int ENTRIES = 5_000;
    /// How deep JSON may nest.
    public static final int JSON_DEPTH = 64;
    /// Of a JSON document or block: names, values and brackets. What it becomes in memory is many times its bytes.
    public static final int JSON_TOKENS = 1_000_000;
    /// Tags of an HTML or XML document, for the same reason.
    public static final int TAGS = 300_000;

    /// The names of the limits, as the counter's `reason`.
    public enum Rejection {
        /// Of an entry.
        BODY_TOO_LARGE, OBSERVATION_TOO_LARGE, TOO_MANY_ENTRIES, TOO_MANY_REMEMBERED,
        /// Of a document.
        TOO_MANY_TAGS, JSON_TOO_LARGE, DOCTYPE_REFUSED,
        /// A document that breaks no limit and tells nothing.
        UNREADABLE;

        /// As a metric's tag.
        public String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private Limits() {}

    /// The limit that an observation breaks, if any.
    ///
    /// @param encodedBytes of the whole observation in Avro
    public static Optional<Rejection> broken(Observation observation, int encodedBytes) {
        if (observation.getBody().getBytes(StandardCharsets.UTF_8).length > BODY_BYTES) {
            return Optional.of(Rejection.BODY_TOO_LARGE);
        }
        return encodedBytes > OBSERVATION_BYTES ? Optional.of(Rejection.OBSERVATION_TOO_LARGE) : Optional.empty();
    }

}
