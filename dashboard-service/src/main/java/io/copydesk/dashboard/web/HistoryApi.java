package io.copydesk.dashboard.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.copydesk.dashboard.history.History;
import io.copydesk.dashboard.history.Revision;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the database knows, where there is one. It waits for nothing but the database, so these answer while the topics
/// are still being read.
final class HistoryApi {
    private static final int REVISIONS = 20;
    private static final int FOUND = 50;
    private static final int MOST = 100;

    private final Optional<History> history;

    HistoryApi(Optional<History> history) {
        this.history = history;
    }

    @JsonInclude(Include.NON_NULL)
    private record Revisions(String id, List<Revision> revisions, @Nullable String next) {}

    void revisions(Context request) {
        var id = request.pathParam("id");
        var known = history();
        int limit = Parameters.number(request, "limit", REVISIONS, MOST);
        var into = known.mergedInto(id);
        if (into.isPresent()) {
            EntriesApi.lead(request, into.get(), "/revisions");
            return;
        }
        try {
            var before = request.queryParam("before");
            var found = known.revisions(id, before, limit);
            if (found.revisions().isEmpty() && before == null) {
                throw new NotFoundResponse("No history of such an entry is stored");
            }
            EntriesApi.answer(request, new Revisions(id, found.revisions(), found.next()));
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse(Parameters.NO_CURSOR);
        }
    }

    void search(Context request) {
        var known = history();
        var search = Parameters.search(request);
        int limit = Parameters.number(request, "limit", FOUND, MOST);
        try {
            EntriesApi.answer(request, known.search(search, request.queryParam("before"), limit));
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse(Parameters.NO_CURSOR);
        }
    }

    private History history() {
        return history.orElseThrow(() -> new NotFoundResponse("There is no history here: no database is configured"));
    }
}
