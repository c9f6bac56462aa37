package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Limits.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a look has to say beyond what is acknowledged.
///
/// @param news to be published, oldest entry first, then what is absent
/// @param seen how many entries of the look are among the news, unchanged ones that stand witness among them; the rest
/// of the news is absences and housekeeping
/// @param changed how many entries are new or different; what else is seen is told again
/// @param unchanged entries that equal what is acknowledged and are not published
/// @param rejected entries that break a limit
/// @param crowdedOut entries of earlier looks that are forgotten sooner than usual, to make room
record Findings(List<News> news, int seen, int changed, int unchanged, List<Rejection> rejected, int crowdedOut) {
    static final Findings NONE = new Findings(List.of(), 0, 0, 0, List.of(), 0);

    Findings {
        news = List.copyOf(news);
        rejected = List.copyOf(rejected);
    }

    /// An observation and what will be remembered of its entry, which go out together.
    ///
    /// @param observation null when an entry is only forgotten
    /// @param state null when the entry is forgotten
    record News(@Nullable Observation observation, String evidence, @Nullable IngestState state) {}
}
