package io.copydesk.ingest.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Nothing was fetched; the message tells an operator why, and holds no secret.
public final class FetchException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int NONE = 0;

    private final @Nullable Limit limit;
    private final int status;
    private final @Nullable Duration retryAfter;

    private FetchException(String message, @Nullable Limit limit, int status, @Nullable Duration retryAfter) {
        super(message);
        this.limit = limit;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static FetchException of(String message) {
        return new FetchException(message, null, NONE, null);
    }

    public static FetchException of(Limit limit, String message) {
        return new FetchException(message, limit, NONE, null);
    }

    static FetchException of(int status, String location, Optional<Duration> retryAfter) {
        return new FetchException("HTTP " + status + " from " + location, null, status, retryAfter.orElse(null));
    }

    /// What a failure says of itself.
    static String told(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    FetchException saying(String message) {
        return new FetchException(message, limit, status, retryAfter);
    }

    FetchException by(Limit other, String message) {
        return new FetchException(message, other, status, retryAfter);
    }

    /// The limit that was hit.
    public Optional<Limit> limit() {
        return Optional.ofNullable(limit);
    }

    /// How long the server asks to be left alone.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// Whether the server says that there is nothing at this address.
    public boolean isGone() {
        return status == 404 || status == 410;
    }
}
