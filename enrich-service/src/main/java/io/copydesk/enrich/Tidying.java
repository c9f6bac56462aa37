package io.copydesk.enrich;

import io.copydesk.contracts.Entry;
import io.copydesk.enrich.BlogStores.EntryKey;
import io.copydesk.enrich.revision.Fading;
import io.copydesk.enrich.state.Sightings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/// Walks over all entries of a task, a slice at a time, and keeps no more of each than it needs: a stub of what no look
/// has shown for a month, and after the time that downstream is promised, its tombstone. The time is that of the latest look.
final class Tidying {
    /// A slice is a few milliseconds of work; a task of 250,000 entries is walked over in two hours.
    static final Duration EVERY = Duration.ofMinutes(1);
    private static final int SLICE = 2_000;

    private final BlogStores stores;
    private final Duration forgetAfter;
    private @Nullable String last;

    Tidying(BlogStores stores, Duration forgetAfter) {
        this.stores = stores;
        this.forgetAfter = forgetAfter;
    }

    /// Entries that are forgotten now: their tombstones are the caller's to write.
    List<String> tidy(Instant now) {
        var forgotten = new ArrayList<String>();
        for (var seen : slice()) {
            var key = EntryKey.of(seen.key);
            var blog = stores.blog(key.blog());
            var lastSeen = Fading.lastSeen(seen.value);
            if (blog.isErased(key.entry())) {
                continue; // kept for good, or its next look would be a new entry
            }
            if (lastSeen.plus(forgetAfter).isBefore(now)) {
                fade(blog, key.entry());
                blog.forget(key.entry());
                forgotten.add(key.entry());
            } else if (lastSeen.plus(Fading.TIDIED_AFTER).isBefore(now)) {
                fade(blog, key.entry());
            }
        }
        return forgotten;
    }

    private static void fade(BlogStores.Blog blog, String id) {
        Optional<Entry> entry = blog.unfaded(id);
        entry.ifPresent(blog::fade);
        if (entry.isPresent() && blog.isSilent()) {
            blog.forgetNames();
        }
    }

    private List<KeyValue<String, Sightings>> slice() {
        var slice = new ArrayList<KeyValue<String, Sightings>>();
        try (var all = stores.sightingsFrom(last)) {
            while (all.hasNext() && slice.size() < SLICE) {
                slice.add(all.next());
            }
            last = all.hasNext() ? slice.getLast().key : null;
        }
        return slice;
    }
}
