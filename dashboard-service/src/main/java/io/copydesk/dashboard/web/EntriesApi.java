package io.copydesk.dashboard.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.copydesk.dashboard.history.History;
import io.copydesk.dashboard.history.HistoryUnavailableException;
import io.copydesk.dashboard.view.Card;
import io.copydesk.dashboard.view.Json;
import io.copydesk.dashboard.view.View;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What the view knows, as JSON; of single entries and stories also what the database still knows.
final class EntriesApi {
    private static final int ENTRIES = 100;
    private static final int MOST_ENTRIES = 500;
    private static final int HOURS = 6;
    private static final int MOST_HOURS = 24;
    private static final int LINES = 10;

    private final Supplier<View> view;
    private final Optional<History> history;
    private final Clock clock;

    /// @param history of what the view has forgotten
    EntriesApi(Supplier<View> view, Optional<History> history, Clock clock) {
        this.view = view;
        this.history = history;
        this.clock = clock;
    }

    void entries(Context request) {
        var filter = Parameters.filter(request);
        int limit = Parameters.number(request, "limit", ENTRIES, MOST_ENTRIES);
        answer(request, view.get().entries(filter, Parameters.cursor(request), limit));
    }

    void entry(Context request) {
        var id = request.pathParam("id");
        var known = view.get();
        known.entry(id).or(() -> known.mergedInto(id).isPresent() ? Optional.empty() : older(id))
                .ifPresentOrElse(card -> answer(request, card), () -> lead(request, successor(known, id), ""));
    }

    private Optional<Card> older(String id) {
        return history.flatMap(stored -> stored.entry(id));
    }

    private String successor(View known, String id) {
        return known.mergedInto(id).or(() -> history.flatMap(stored -> stored.mergedInto(id)))
                .orElseThrow(() -> new NotFoundResponse("No such entry is known here"));
    }

    void story(Context request) {
        var id = request.pathParam("id");
        var known = view.get();
        var recent = known.tellings(id);
        var tellings = recent.isEmpty() || recent.size() < known.links(id) ? withOlder(id, recent) : recent;
        if (tellings.isEmpty()) {
            throw new NotFoundResponse("No entry that is known here tells this story");
        }
        answer(request, Map.of("id", id, "tellings", tellings));
    }

    /// The first one first. Without the database's answer, those that are known.
    private List<Card> withOlder(String story, List<Card> recent) {
        try {
            var tellings = new TreeMap<String, Card>();
            history.map(stored -> stored.tellings(story)).orElse(List.of())
                    .forEach(card -> tellings.put(card.id(), card));
            recent.forEach(card -> tellings.put(card.id(), card));
            return tellings.values().stream().sorted(Comparator.comparing(Card::occurredAt)).toList();
        } catch (HistoryUnavailableException e) {
            if (recent.isEmpty()) {
                throw e;
            }
            return recent;
        }
    }

    void trends(Context request) {
        int hours = Parameters.number(request, "hours", HOURS, MOST_HOURS);
        answer(request, view.get().trends(clock.instant(), Duration.ofHours(hours), LINES));
    }

    void sources(Context request) {
        answer(request, Map.of("sources", view.get().sources()));
    }

    /// To the entry that this one proved to be.
    static void lead(Context request, String into, String what) {
        request.redirect("/api/entries/" + URLEncoder.encode(into, StandardCharsets.UTF_8) + what,
                HttpStatus.PERMANENT_REDIRECT);
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
