package io.copydesk.newsroom;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How a blog is handed out: conditionally, and with the faults of the moment first.
final class Answers implements AutoCloseable {
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final int PIECES = 20;
    private static final long MILLIS_A_PIECE = 100;

    private final Map<String, Integer> given = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Map<String, Integer> given() {
        return new TreeMap<>(given);
    }

    void give(Context request, Showing showing) throws IOException, InterruptedException {
        var fault = showing.faults().poll();
        if (fault == null) {
            good(request, showing);
            return;
        }
        switch (fault) {
            case TOO_MANY_REQUESTS -> refuse(request, 429);
            case UNAVAILABLE -> refuse(request, 503);
            case SERVER_ERROR -> {
                count("500");
                request.status(500).result("Something broke.");
            }
            case TRUNCATED -> {
                count("truncated");
                send(request, showing, showing.body().length / 2);
            }
            case SLOW -> {
                count("slow");
                send(request, showing, showing.body().length);
            }
        }
    }

    private void refuse(Context request, int status) {
        count(Integer.toString(status));
        request.status(status).header("Retry-After", RETRY_AFTER_SECONDS).result("Come back later.");
    }

    private void good(Context request, Showing showing) {
        head(request, showing);
        if (isKnown(request, showing)) {
            count("304");
            request.status(304);
        } else {
            count("200");
            request.result(showing.body());
        }
    }

    /// The tag decides where there is one, since a moment may be shorter than the second of a date.
    private static boolean isKnown(Context request, Showing showing) {
        var tag = request.header("If-None-Match");
        if (tag != null) {
            return tag.equals(showing.etag());
        }
        var since = request.header("If-Modified-Since");
        try {
            return since != null && !ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()
                    .isBefore(showing.changedAt());
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// Past Javalin, which knows neither pauses nor lines that break: the header promises the whole body, and the
    /// server cuts the line when the handler ends without it.
    private void send(Context request, Showing showing, int length) throws IOException, InterruptedException {
        head(request, showing);
        var response = request.res();
        response.setContentLength(showing.body().length);
        var line = response.getOutputStream();
        int piece = Math.max(1, length / PIECES);
        for (int sent = 0; sent < length; sent += piece) {
            line.write(showing.body(), sent, Math.min(piece, length - sent));
            line.flush();
            if (closed.await(MILLIS_A_PIECE, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static void head(Context request, Showing showing) {
        request.contentType(showing.script().format().contentType()).header("ETag", showing.etag())
                .header("Last-Modified", date(showing.changedAt())).header("Cache-Control", "no-cache");
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private void count(String answer) {
        given.merge(answer, 1, Integer::sum);
    }

    /// Ends what is still being sent slowly.
    @Override
    public void close() {
        closed.countDown();
    }
}
