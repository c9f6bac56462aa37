package io.copydesk.ingest;

/// A document that no entry can be read from; the message tells an operator which and why.
public class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
