package io.copydesk.ingest;

import io.copydesk.contracts.Observation;
import java.util.List;

/// What one look showed.
///
/// @param entries every entry that was seen, oldest first, complete but for nothing: source, blog, look, position,
///     parser and observedAt are set
/// @param complete whether the look showed every entry of the blog, so that what is missing is absent
/// @param ended whether the publisher says that the blog is over
public record Look(List<Observation> entries, boolean complete, boolean ended) {
    public Look {
        entries = List.copyOf(entries);
    }

    /// Of a blog that goes on as far as is known.
    public Look(List<Observation> entries, boolean complete) {
        this(entries, complete, false);
    }
}
