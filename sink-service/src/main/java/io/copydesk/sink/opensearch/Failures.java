package io.copydesk.sink.opensearch;

import io.copydesk.sink.StoreRejectedException;
import io.copydesk.sink.StoreUnavailableException;
import jakarta.json.JsonException;
import java.io.IOException;
import java.util.Set;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.ErrorCause;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.transport.httpclient5.ResponseException;

/// What a failure of the cluster means, told by the HTTP status of the answer or of one document.
final class Failures {
    private static final int UNKNOWN = 0;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;

    // Answered with 400, although no document is at fault: too many shards for the cluster, a closed index.
    private static final Set<String> OF_THE_CLUSTER = Set.of("validation_exception", "index_closed_exception");

    private Failures() {}

    /// Of one document. Only 400 and 413 lie in the document: everything else is waited for, as it says nothing of it: no
    /// such index, no shard, too busy, disk full (429 or 403), no right to write.
    static RuntimeException of(int status, @Nullable ErrorCause error) {
        var type = error == null ? "" : String.valueOf(error.type());
        if ((status == BAD_REQUEST && !OF_THE_CLUSTER.contains(type)) || status == TOO_LARGE) {
            var message = message(status, error);
            return new StoreRejectedException(message, new IllegalStateException(message));
        }
        return unavailable(status, error);
    }

    static StoreUnavailableException unavailable(int status, @Nullable ErrorCause error) {
        var message = message(status, error);
        return new StoreUnavailableException(message, new IllegalStateException(message));
    }

    /// Of a whole request.
    static RuntimeException of(Exception failure) {
        int status = status(failure);
        if (status == TOO_LARGE) {
            return new TooLargeException(failure);
        }
        if (failure instanceof OpenSearchException answer) {
            return of(status, answer.error());
        }
        if (status == UNKNOWN && !passes(failure)) {
            return failure instanceof RuntimeException bug ? bug : new IllegalStateException(failure);
        }
        return new StoreUnavailableException(message(failure), failure);
    }

    /// Of a first request. What answers and refuses does not mend itself: wrong credentials, or no OpenSearch at all.
    static RuntimeException atStart(Exception failure) {
        int status = status(failure);
        var message = "OpenSearch cannot be opened: " + message(failure);
        return passes(failure) && (status == UNKNOWN || status == TOO_MANY_REQUESTS || status >= 500)
                ? new StoreUnavailableException(message, failure)
                : new IllegalStateException(message, failure);
    }

    /// An answer that is no success, where the client does not throw by itself.
    static IOException unexpected(int status, String body) {
        return new UnexpectedAnswer(status, body);
    }

    // no answer, or one that is none of OpenSearch's: a proxy's page
    private static boolean passes(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof JsonException || cause instanceof HttpException) {
                return true;
            }
        }
        return false;
    }

    private static int status(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case OpenSearchException answer -> {
                    return answer.status();
                }
                case ResponseException answer -> {
                    return answer.status();
                }
                case UnexpectedAnswer answer -> {
                    return answer.status;
                }
                default -> {}
            }
        }
        return UNKNOWN;
    }

    private static String message(Exception failure) {
        int status = status(failure);
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return "it refuses the user or its rights (HTTP " + status + ")";
        }
        var said = String.valueOf(failure.getMessage());
        return said.length() > 500 ? said.substring(0, 500) + "…" : said;
    }

    // the last cause names the field's own trouble
    private static String message(int status, @Nullable ErrorCause error) {
        var said = new StringBuilder();
        for (var cause = error; cause != null; cause = cause.causedBy()) {
            said.append(cause.type()).append(": ").append(cause.reason()).append("; ");
        }
        return said.append("HTTP ").append(status).toString();
    }

    /// The request was larger than the cluster, or something before it, takes.
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooLargeException(Throwable cause) {
            super("request too large (HTTP 413)", cause);
        }
    }

    private static final class UnexpectedAnswer extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        private UnexpectedAnswer(int status, String body) {
            super("HTTP " + status + " " + body);
            this.status = status;
        }
    }
}
