package io.copydesk.ingest;

/// A document that no entry can be read from; the message tells an operator which and why.
public class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableException(Document document, String why) {
        super(document.name() + ": " + why);
    }

    public UnreadableException(Document document, String why, Throwable cause) {
        super(document.name() + ": " + why, cause);
    }
}
