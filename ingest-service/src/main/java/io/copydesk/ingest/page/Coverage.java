package io.copydesk.ingest.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.ingest.text.Times;
import java.time.Duration;
import java.time.Instant;

/// Until when a live blog is kept up.
final class Coverage {
    /// An end is often planned, and passed over.
    private static final Duration GRACE = Duration.ofHours(2);

    private Coverage() {}

    /// Whether its publisher says that it is over, and has added nothing since, for a while. A day is over when it has passed.
    static boolean isOver(Posting blog, JsonLd data, Times times, Instant now) {
        var claim = times.read(data.text(blog.node(), "coverageEndTime"));
        var end = claim.getInstant()
                .map(instant -> claim.getPrecision() == TimePrecision.DAY ? instant.plus(Duration.ofDays(1)) : instant);
        return end.isPresent() && end.get().plus(GRACE).isBefore(now)
                && blog.updates().nodes().stream().noneMatch(update -> isAfter(update, end.get(), data, times));
    }

    private static boolean isAfter(JsonNode update, Instant end, JsonLd data, Times times) {
        return UpdateList.published(update, data, times).filter(end::isBefore).isPresent();
    }
}
