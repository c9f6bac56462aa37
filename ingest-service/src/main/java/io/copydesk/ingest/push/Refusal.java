package io.copydesk.ingest.push;

import io.javalin.http.HttpStatus;
import java.util.Locale;

/// Why a request is refused: the status of its answer, and the counter's `reason`.
enum Refusal {
    UNAUTHORISED(HttpStatus.UNAUTHORIZED), SIGNATURE(HttpStatus.UNAUTHORIZED), RATE(
            HttpStatus.TOO_MANY_REQUESTS), MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE), REQUEST_TOO_LARGE(
                    HttpStatus.CONTENT_TOO_LARGE), UPDATE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE), INVALID(
                            HttpStatus.BAD_REQUEST), UNAVAILABLE(
                                    HttpStatus.SERVICE_UNAVAILABLE), FAILED(HttpStatus.INTERNAL_SERVER_ERROR);

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
