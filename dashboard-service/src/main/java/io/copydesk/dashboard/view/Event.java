package io.copydesk.dashboard.view;

import org.jspecify.annotations.Nullable;

/// Something that everybody who watches is told, once.
///
/// @param sequence rises by one in this process
/// @param partition in the order of a [Position]
/// @param name of the event in the stream
/// @param data one line of JSON
/// @param card the entry that it is about; null where it is about a source, or about one that is gone
/// @param before the entry until then, where it was known
/// @param gone what those are told who filtered it in before, and whose filter does not hold any more
public record Event(long sequence, int partition, long offset, String name, String data, @Nullable Card card,
        @Nullable Card before, @Nullable String gone) {
    /// What it takes beside its texts, in characters.
    private static final int WEIGHT = 300;

    /// What somebody with this filter is told of it.
    public Told to(Filter filter) {
        if (card == null || filter.matches(card)) {
            return Told.WHOLE;
        }
        return gone != null && (before == null ? card.revision() > 1 : filter.matches(before))
                ? Told.GONE
                : Told.NOTHING;
    }

    /// How much of an event somebody is told.
    public enum Told {
        /// All of it.
        WHOLE,
        /// That the entry is none of theirs any more.
        GONE,
        /// Nothing: it is none of theirs.
        NOTHING
    }

    int weight() {
        return WEIGHT + data.length() + (card == null ? 0 : card.weight()) + (before == null ? 0 : before.weight());
    }
}
