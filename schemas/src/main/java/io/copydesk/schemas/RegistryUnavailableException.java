package io.copydesk.schemas;

import org.apache.kafka.common.errors.RetriableException;

/// The schema registry could not be reached, timed out, refused the credentials or answered with a server error, for
/// longer than one wait allows. The record is fine: the task restarts and reads it again.
public class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
