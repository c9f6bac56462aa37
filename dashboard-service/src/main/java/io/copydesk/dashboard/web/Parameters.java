package io.copydesk.dashboard.web;

import io.copydesk.contracts.ChangeKind;
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

    private Parameters() {}

    static Filter filter(Context request) {
        return new Filter(values(request, "entity"), values(request, "topic"), values(request, "source"),
                values(request, "language"), kinds(values(request, "kind")), time(request.queryParam("since")));
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

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadRequestResponse("since is a time such as 2026-11-22T18:00:00Z");
        }
    }
}
