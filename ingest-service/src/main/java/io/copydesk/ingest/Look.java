package io.copydesk.ingest;

import io.copydesk.contracts.Observation;
import java.util.List;

/// What one look showed.
///
/// @param entries every entry that was seen, oldest first, complete but for nothing: source, blog, look, position,
///     parser and observedAt are set
/// @param complete whether the look showed every entry of the blog, so that what is missing is absent
/// @param ended whether the publisher says that the blog is over
/// @param excess how many older entries were left out, beyond [Limits#ENTRIES]; they are dropped here, and the look is not
///     complete
public record Look(List<Observation> entries, boolean complete, boolean ended, int excess) {
    public Look {
        int more = Math.max(0, entries.size() - Limits.ENTRIES);
        entries = List.copyOf(entries.subList(more, entries.size()));
        excess += more;
        complete &= excess == 0;
    }

    /// Of a blog that goes on as far as is known.
    public Look(List<Observation> entries, boolean complete) {
        this(entries, complete, false, 0);
    }

    /// The same, but no proof of what it does not show.
    public Look incomplete() {
        return new Look(entries, false, ended, excess);
    }
}
