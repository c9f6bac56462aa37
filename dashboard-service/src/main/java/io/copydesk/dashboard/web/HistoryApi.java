package io.copydesk.dashboard.web;

import io.copydesk.dashboard.history.History;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;

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

    void revisions(Context request) {
        var id = request.pathParam("id");
        var known = history();
        int limit = Parameters.number(request, "limit", REVISIONS, MOST);
        var into = known.mergedInto(id);
        if (into.isPresent()) {
            EntriesApi.lead(request, into.get(), "/revisions");
            return;
        }
        var before = Parameters.cursor(request);
        if (before != null && !before.id().equals(id)) {
            throw new BadRequestResponse("before is of another entry");
        }
        var found = known.revisions(id, before, limit);
        if (found.revisions().isEmpty() && before == null) {
            throw new NotFoundResponse("No history of such an entry is stored");
        }
        EntriesApi.answer(request, found);
    }

    void search(Context request) {
        var known = history();
        var search = Parameters.search(request);
        int limit = Parameters.number(request, "limit", FOUND, MOST);
        EntriesApi.answer(request, known.search(search, Parameters.cursor(request), limit));
    }

    private History history() {
        return history.orElseThrow(() -> new NotFoundResponse("There is no history here: no database is configured"));
    }
}
