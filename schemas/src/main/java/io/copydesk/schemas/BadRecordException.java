package io.copydesk.schemas;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/// This record is bad, and the next one may be good: it belongs in the dead letters. Every other exception means a
/// broken system, which is waited for and never dead-lettered.
public class BadRecordException extends SerializationException {
    private static final long serialVersionUID = 1L;

    /// Why a record is bad; the value of the `copydesk.cause` header.
    public enum Cause {
        /// The first byte is not Confluent's 0.
        WRONG_MAGIC_BYTE,
        /// Too short for a schema id.
        TRUNCATED,
        /// The registry did not know the schema id for as long as it was asked.
        UNKNOWN_SCHEMA,
        /// The bytes do not decode with their schema.
        UNDECODABLE,
        /// Decoded, but it breaks a rule of the contract.
        AGAINST_CONTRACT,
        /// What it would become exceeds [Topics#MAX_RECORD_BYTES].
        TOO_LARGE,
        /// A step of the topology failed on it.
        STEP_FAILED,
        /// The store refused it, and it alone.
        STORE_REJECTED
    }

    private final Cause reason;

    public BadRecordException(Cause reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public BadRecordException(Cause reason, String message) {
        this(reason, message, null);
    }

    public Cause reason() {
        return reason;
    }
}
