package io.copydesk.sink;

/// The store answered, and refuses the data however often it is offered.
public class StoreRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
