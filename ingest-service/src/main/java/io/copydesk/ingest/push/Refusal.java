package io.copydesk.ingest.push;

import io.javalin.http.HttpStatus;
import java.util.Locale;

/// Why a request is refused: the status of its answer, and the counter's `reason`.
enum Refusal {
    /// No key that we know.
    UNAUTHORISED(HttpStatus.UNAUTHORIZED),
    /// The key must sign, and has not.
    SIGNATURE(HttpStatus.UNAUTHORIZED),
    /// The key has sent its updates.
    RATE(HttpStatus.TOO_MANY_REQUESTS),
    /// Neither JSON nor lines of it.
    MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    /// Its sender takes its time.
    TOO_SLOW(HttpStatus.REQUEST_TIMEOUT),
    /// Too many bytes, or more updates than the key can ever send at once.
    REQUEST_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    /// Too many updates, or one that is too large; nothing else is wrong.
    UPDATE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    /// An update is at fault.
    INVALID(HttpStatus.BAD_REQUEST),
    /// Kafka or the registry is away.
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    /// A bug.
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    Refusal(HttpStatus status) {
        this.status = status;
    }

    int status() {
        return status.getCode();
    }

    /// What the status is called.
    String title() {
        return status.getMessage();
    }

    /// As a metric's tag.
    String tag() {
        return "push-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
