package io.copydesk.cluster;

/// Another running program works on the same data directory; the message names both.
public class DataInUseException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DataInUseException(String message) {
        super(message);
    }
}
