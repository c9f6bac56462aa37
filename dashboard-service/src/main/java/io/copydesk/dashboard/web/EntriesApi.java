package io.copydesk.dashboard.web;

import io.copydesk.dashboard.view.Json;
import io.copydesk.dashboard.view.View;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// What the view knows, as JSON.
final class EntriesApi {
    private static final int ENTRIES = 100;
    private static final int MOST_ENTRIES = 500;
    private static final int HOURS = 6;
    private static final int MOST_HOURS = 24;
    private static final int LINES = 10;

    private final Supplier<View> view;
    private final Clock clock;

    EntriesApi(Supplier<View> view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    void entries(Context request) {
        var filter = Parameters.filter(request);
        int limit = Parameters.number(request, "limit", ENTRIES, MOST_ENTRIES);
        try {
            answer(request, view.get().entries(filter, request.queryParam("before"), limit));
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("before is what an answer said in next");
        }
    }

    void entry(Context request) {
        var id = request.pathParam("id");
        view.get().entry(id).ifPresentOrElse(card -> answer(request, card),
                () -> view.get().mergedInto(id).ifPresentOrElse(into -> request.redirect(
                        "/api/entries/" + URLEncoder.encode(into, StandardCharsets.UTF_8),
                        HttpStatus.PERMANENT_REDIRECT), () -> {
                            throw new NotFoundResponse("No such entry is known here");
                        }));
    }

    void story(Context request) {
        var id = request.pathParam("id");
        var tellings = view.get().tellings(id);
        if (tellings.isEmpty()) {
            throw new NotFoundResponse("No entry that is known here tells this story");
        }
        answer(request, Map.of("id", id, "tellings", tellings));
    }

    void trends(Context request) {
        int hours = Parameters.number(request, "hours", HOURS, MOST_HOURS);
        answer(request, view.get().trends(clock.instant(), Duration.ofHours(hours), LINES));
    }

    void sources(Context request) {
        answer(request, Map.of("sources", view.get().sources()));
    }

    static void answer(Context request, Object value) {
        try {
            request.header("Cache-Control", "no-store").contentType("application/json")
                    .result(Json.MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers have a JSON", e);
        }
    }
}
