package io.copydesk.sink;

/// A dead letter was not acknowledged; its record must not be passed.
final class DeadLettersUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadLettersUnavailableException(Throwable cause) {
        super("the dead letter was not acknowledged: " + cause.getMessage(), cause);
    }
}
