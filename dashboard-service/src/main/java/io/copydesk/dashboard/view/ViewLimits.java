package io.copydesk.dashboard.view;

import java.time.Duration;

/// What bounds the memory of the dashboard.
///
/// @param entries that are known, those that changed last
/// @param events that somebody who was away can be told later
/// @param characters of the entries together, and once more of the events
/// @param links of entries to stories
/// @param tags that are counted in a window; all windows together have 32 times as many counts, see [Trends]
/// @param sources whose health is shown
/// @param trends how far back counts are kept
public record ViewLimits(int entries, int events, long characters, int links, int tags, int sources, Duration trends) {
    /// For a heap of 256 MiB.
    public static final ViewLimits USUAL = new ViewLimits(10_000, 20_000, 24_000_000, 100_000, 5_000, 20_000,
            Duration.ofHours(24));
}
