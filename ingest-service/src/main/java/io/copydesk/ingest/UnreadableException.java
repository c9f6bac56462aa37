package io.copydesk.ingest;

import io.copydesk.ingest.Limits.Rejection;

/// A document that no entry can be read from; the message tells an operator which and why.
public class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Rejection rejection;

    public UnreadableException(Document document, String why) {
        this(document, Rejection.UNREADABLE, why);
    }

    /// @param rejection the limit that the document breaks
    public UnreadableException(Document document, Rejection rejection, String why) {
        super(document.name() + ": " + why);
        this.rejection = rejection;
    }

    public UnreadableException(Document document, String why, Throwable cause) {
        super(document.name() + ": " + why, cause);
        this.rejection = Rejection.UNREADABLE;
    }

    public Rejection rejection() {
        return rejection;
    }
}
