package io.copydesk.enrich.revision;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.enrich.state.Sighting;
import io.copydesk.enrich.state.Sightings;
import io.copydesk.schemas.identity.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What state keeps of an entry that no look has shown for long: its id, revision and hash under its strongest alias, so
/// that it can come back and go on. Whether it has faded is told by the time of the look that asks, never by when the
/// state was tidied: a replay comes to the same answer.
public final class Fading {
    /// After its last sighting, an entry's text is not needed for comparison any more.
    static final Duration FADES_AFTER = Duration.ofDays(30);
    /// Only then is state tidied, so that a partition whose blogs are replayed in another order still holds what it needs.
    public static final Duration TIDIED_AFTER = FADES_AFTER.plusDays(7);

    private Fading() {}

    public static boolean hasFaded(Sightings sightings, Instant now) {
        return lastSeen(sightings).plus(FADES_AFTER).isBefore(now);
    }

    /// The start of time for an entry that nobody remembers having seen.
    public static Instant lastSeen(Sightings sightings) {
        return sightings.getSources().stream().map(Sighting::getSeenAt).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /// The entry without its text, tags and media.
    public static Entry faded(Entry entry) {
        if (Erasure.isErased(entry)) {
            return entry; // it has no text, and needs all of its aliases
        }
        return Entry.newBuilder(entry).setHeadline("").setBody("").setMedia(List.of()).setAuthors(List.of())
                .setEntities(List.of()).setTopics(List.of())
                .setAliases(Evidence.strongest(entry.getAliases()).stream().toList()).build();
    }

    /// Whether the hash tells of a text that is not here any more.
    static boolean isFaded(Entry entry) {
        return entry.getStatus() == EntryStatus.LIVE && entry.getHeadline().isEmpty() && entry.getBody().isEmpty()
                && entry.getMedia().isEmpty() && !entry.getContentHash().equals(Content.NONE.hash());
    }

    /// The text is the one that it had: the entry is as it was published last.
    static Entry returned(Entry faded, Entry next) {
        return Entry.newBuilder(next).setRevision(faded.getRevision()).setVersion(faded.getVersion())
                .setObservedAt(faded.getObservedAt()).build();
    }
}
