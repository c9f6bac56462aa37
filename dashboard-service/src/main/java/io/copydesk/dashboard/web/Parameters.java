package io.copydesk.dashboard.web;

import io.copydesk.contracts.ChangeKind;
import io.copydesk.dashboard.history.Search;
import io.copydesk.dashboard.view.Cursor;
import io.copydesk.dashboard.view.Filter;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a request asks for; what cannot be is refused by name.
final class Parameters {
    /// Values of one condition of a filter.
    private static final int MOST_VALUES = 50;
    /// Characters of what is searched for; the page's box takes as many.
    static final int MOST_WORDS = 200;

    private Parameters() {}

    static Filter filter(Context request) {
        return new Filter(values(request, "entity"), values(request, "topic"), values(request, "source"),
                values(request, "language"), kinds(values(request, "kind")), time(request, "since"));
    }

    static Search search(Context request) {
        var words = request.queryParam("q");
        if (words == null || words.isBlank() || words.length() > MOST_WORDS) {
            throw new BadRequestResponse("q is what to search for, of at most " + MOST_WORDS + " characters");
        }
        var filter = filter(request);
        if (!filter.kinds().isEmpty()) {
            throw new BadRequestResponse("kind is for what has changed last; a search is for entries as they stand");
        }
        return new Search(words, filter, time(request, "until"));
    }

    /// No text of an entry has a NUL, and the database would not take one.
    static void refuseNul(Context request) {
        if (request.path().indexOf('\0') >= 0 || request.pathParamMap().values().stream().anyMatch(Parameters::hasNul)
                || request.queryParamMap().values().stream().flatMap(List::stream).anyMatch(Parameters::hasNul)) {
            throw new BadRequestResponse("A NUL stands in what is asked for");
        }
    }

    /// Where the page before ended; null for the first one.
    static @Nullable Cursor cursor(Context request) {
        var before = request.queryParam("before");
        try {
            return before == null ? null : Cursor.read(before);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("before is what an answer said in next");
        }
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    static int number(Context request, String name, int usual, int most) {
        var text = request.queryParam(name);
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadRequestResponse(name + " is a number from 1 to " + most);
    }

    private static Set<String> values(Context request, String name) {
        var values = request.queryParams(name);
        if (values.size() > MOST_VALUES) {
            throw new BadRequestResponse(name + " may be given " + MOST_VALUES + " times");
        }
        return Set.copyOf(new HashSet<>(values));
    }

    private static Set<ChangeKind> kinds(Set<String> names) {
        var kinds = new HashSet<ChangeKind>();
        for (var name : names) {
            try {
                kinds.add(ChangeKind.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new BadRequestResponse("kind is one of " + List.of(ChangeKind.values()));
            }
        }
        return kinds;
    }

    private static @Nullable Instant time(Context request, String name) {
        var text = request.queryParam(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadRequestResponse(name + " is a time such as 2026-11-22T18:00:00Z");
        }
    }
}
