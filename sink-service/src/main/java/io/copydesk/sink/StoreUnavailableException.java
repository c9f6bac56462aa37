package io.copydesk.sink;

/// The store is away, busy or not in order; what was to be written is fine and is offered again.
public class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
