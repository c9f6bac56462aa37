package io.copydesk.dashboard.history;

/// The database did not answer, or not in time. Nothing is wrong with the question; it may be asked again.
public final class HistoryUnavailableException extends RuntimeException {
    HistoryUnavailableException(String reason) {
        super(reason);
    }

    HistoryUnavailableException(Throwable cause) {
        super("the database did not answer", cause);
    }
}
