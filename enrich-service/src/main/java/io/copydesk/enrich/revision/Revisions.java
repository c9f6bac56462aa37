package io.copydesk.enrich.revision;

import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.FieldChange;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.enrich.identity.Identity;
import io.copydesk.enrich.state.Sighting;
import io.copydesk.enrich.state.Sightings;
import io.copydesk.schemas.Absence;
import io.copydesk.schemas.identity.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Compares an observation with the state of its entry. The order within a blog is the order on the topic; an
/// observation is late only when its own source has already delivered a higher look for the entry.
public final class Revisions {
    /// The part of `version` below the revision: it counts taggings.
    public static final int TAGGING_BITS = 20;
    /// A claimed time further than this from the first observation is not believed.
    static final Duration BELIEVABLE = Duration.ofDays(7);

    /// How long after its last sighting a source counts as still showing an entry: the daily refresh, and a day more.
    static final Duration SHOWN_FOR = Duration.ofDays(2);
    /// The most evidence that an entry carries; what comes later does not name it.
    static final int MOST_ALIASES = 100;
    /// The most sources of which an entry remembers the last look; the one seen longest ago is forgotten.
    static final int MOST_SOURCES = 100;

    public Revision revise(Observation seen, Identity identity, Optional<Entry> current, Sightings sightings) {
        var last = sightings.getSources().stream().filter(s -> s.getSource().equals(seen.getSource())).findFirst();
        boolean late = seen.getLook() > 0 && last.filter(s -> s.getLook() > seen.getLook()).isPresent();
        if (late) {
            return new Revision.Unchanged(sightings, current);
        }
        if (current.filter(Erasure::isErased).isPresent()) {
            int misses = seen.getSignal() == Signal.SEEN ? 0 : 1;
            return unchanged(current.get(), identity, looked(seen, sightings, misses, false));
        }
        return switch (seen.getSignal()) {
            case SEEN -> seen(seen, identity, current, looked(seen, sightings, 0, false));
            case RETRACTED ->
                gone(seen, current, looked(seen, sightings, 0, true), "retracted by source " + seen.getSource());
            case ABSENT -> absent(seen, current, last, sightings);
            case RETAG, ERASE, UNKNOWN ->
                throw new IllegalArgumentException("no look at an entry: " + seen.getSignal());
        };
    }

    private static Revision seen(Observation seen, Identity identity, Optional<Entry> current, Sightings sightings) {
        if (current.isEmpty()) {
            return new Revision.Changed(ChangeKind.NEW, first(seen, identity), List.of(), sightings);
        }
        var entry = current.get();
        if (entry.getStatus() != EntryStatus.LIVE) {
            return isWithdrawn(sightings)
                    ? unchanged(entry, identity, sightings)
                    : restored(entry, seen, identity, sightings);
        }
        var next = next(entry, seen, identity).build();
        boolean sameText = entry.getContentHash().equals(next.getContentHash());
        if (Fading.isFaded(entry) && sameText) {
            return new Revision.Unchanged(sightings, Optional.of(Fading.returned(entry, next)));
        }
        var diff = new ArrayList<FieldChange>();
        boolean minor = true;
        var headline = Diff.of("headline", entry.getHeadline(), next.getHeadline());
        var body = Diff.of("body", entry.getBody(), next.getBody());
        var media = Diff.of("media", content(entry).mediaText(), content(next).mediaText());
        if (!sameText) {
            minor = !Fading.isFaded(entry) && headline.isMinor(Words.of(next.getHeadline()).size())
                    && body.isMinor(Words.of(next.getBody()).size())
                    && media.isEmpty();
            diff.addAll(headline.changes());
            diff.addAll(body.changes());
            diff.addAll(media.changes());
        }
        diff.addAll(flag("pinned", entry.getPinned(), next.getPinned()));
        diff.addAll(flag("keyEvent", entry.getKeyEvent(), next.getKeyEvent()));
        if (diff.isEmpty() && sameText) {
            return unchanged(entry, identity, sightings);
        }
        return new Revision.Changed(minor ? ChangeKind.MINOR_EDIT : ChangeKind.CORRECTED, next, diff, sightings);
    }

    /// The content is as it was; a new alias is published with the next change.
    private static Revision unchanged(Entry entry, Identity identity, Sightings sightings) {
        return new Revision.Unchanged(sightings,
                Optional.of(Entry.newBuilder(entry).setAliases(aliases(entry.getAliases(), identity)).build()));
    }

    /// An explicit retraction holds until the source that retracted shows the entry again: another may have copied it
    /// before, and knows of nothing.
    private static boolean isWithdrawn(Sightings sightings) {
        return sightings.getSources().stream().anyMatch(Sighting::getWithdrawn);
    }

    private static Revision restored(Entry entry, Observation seen, Identity identity, Sightings sightings) {
        var restored = next(entry, seen, identity).setStatus(EntryStatus.LIVE).setEvidence(null).build();
        return new Revision.Changed(ChangeKind.RESTORED, restored, status(entry, restored), sightings);
    }

    private static Revision absent(Observation seen, Optional<Entry> current, Optional<Sighting> last,
            Sightings sightings) {
        boolean counted = last.filter(s -> s.getMisses() > 0 && s.getLook() == seen.getLook()).isPresent();
        int misses = last.map(Sighting::getMisses).orElse(0) + (counted ? 0 : 1);
        var looked = looked(seen, sightings, misses, last.filter(Sighting::getWithdrawn).isPresent());
        if (misses < Absence.LOOKS_UNTIL_RETRACTED || stillShownElsewhere(seen, sightings)) {
            return new Revision.Unchanged(looked, current);
        }
        return gone(seen, current, looked,
                "absent from " + misses + " complete looks of source " + seen.getSource() + ", the last "
                        + seen.getLook());
    }

    /// Whether another source has the entry on its page; an unchanged one is observed again once a day.
    private static boolean stillShownElsewhere(Observation seen, Sightings sightings) {
        return sightings.getSources().stream().anyMatch(other -> !other.getSource().equals(seen.getSource())
                && other.getMisses() == 0
                && other.getSeenAt().isAfter(seen.getObservedAt().minus(SHOWN_FOR)));
    }

    /// The text of what is retracted stays in the history only.
    private static Revision gone(Observation seen, Optional<Entry> current, Sightings sightings, String evidence) {
        if (current.isEmpty() || current.get().getStatus() != EntryStatus.LIVE) {
            return new Revision.Unchanged(sightings, current);
        }
        var entry = current.get();
        var retracted = ended(entry, EntryStatus.RETRACTED, evidence, seen).build();
        return new Revision.Changed(ChangeKind.RETRACTED, retracted, status(entry, retracted), sightings);
    }

    /// The entry that proved to be another. Its sightings count for the other from now on.
    public static Revision.Changed merged(Entry entry, String into, Observation seen) {
        var merged = ended(entry, EntryStatus.MERGED, "the same evidence as " + into + " in source " + seen.getSource(),
                seen).setMergedInto(into).build();
        return new Revision.Changed(ChangeKind.MERGED, merged, status(entry, merged), Sightings.newBuilder().build());
    }

    private static Entry.Builder ended(Entry entry, EntryStatus status, String evidence, Observation seen) {
        int revision = entry.getRevision() + 1;
        return Entry.newBuilder(entry).setStatus(status).setEvidence(evidence).setHeadline("").setBody("")
                .setMedia(List.of()).setContentHash(Content.NONE.hash()).setRevision(revision)
                .setVersion(version(revision)).setObservedAt(seen.getObservedAt());
    }

    /// The kept entry with everything that was known of the other.
    public static Entry with(Entry kept, Entry other) {
        return nextTagging(kept).setAliases(bounded(kept.getAliases(), other.getAliases()))
                .setPermalink(kept.getPermalink().or(other::getPermalink).orElse(null))
                .setUrl(kept.getUrl().or(other::getUrl).orElse(null))
                .setPublished(kept.getPublished().or(other::getPublished).orElse(null)).build();
    }

    /// The same revision once more, under a version that every store takes for newer.
    public static Entry.Builder nextTagging(Entry entry) {
        return Entry.newBuilder(entry).setVersion(entry.getVersion() + 1);
    }

    /// What either of two entries that are one knows of its sources.
    public static Sightings together(Sightings one, Sightings two) {
        var bySource = new TreeMap<String, Sighting>();
        Stream.concat(one.getSources().stream(), two.getSources().stream())
                .forEach(sighting -> bySource.merge(sighting.getSource(), sighting,
                        (left, right) -> left.getLook() >= right.getLook() ? left : right));
        return Sightings.newBuilder(one).setSources(List.copyOf(bySource.values())).build();
    }

    private static Entry first(Observation seen, Identity identity) {
        var observed = seen.getObservedAt();
        var claimed = seen.getPublished().flatMap(Time::getInstant);
        boolean suspect = claimed.filter(c -> Duration.between(c, observed).abs().compareTo(BELIEVABLE) > 0)
                .isPresent();
        Instant occurred = claimed.filter(c -> !suspect && c.isBefore(observed)).orElse(observed);
        return content(Entry.newBuilder(), seen).setId(identity.entry()).setBlog(seen.getBlog())
                .setSource(seen.getSource()).setStatus(EntryStatus.LIVE).setIdentityRung(identity.rung().label())
                .setAliases(aliases(List.of(), identity)).setRevision(1).setVersion(version(1))
                .setPermalink(seen.getPermalink().orElse(null)).setUrl(seen.getUrl().orElse(null))
                .setPublished(seen.getPublished().orElse(null)).setOccurredAt(occurred).setClaimSuspect(suspect)
                .setFirstObservedAt(observed).build();
    }

    /// The entry after this look; what the look does not say stays.
    private static Entry.Builder next(Entry entry, Observation seen, Identity identity) {
        int revision = entry.getRevision() + 1;
        return content(Entry.newBuilder(entry), seen).setRevision(revision).setVersion(version(revision))
                .setAliases(aliases(entry.getAliases(), identity))
                .setPermalink(seen.getPermalink().or(entry::getPermalink).orElse(null))
                .setUrl(seen.getUrl().or(entry::getUrl).orElse(null))
                .setPublished(entry.getPublished().or(seen::getPublished).orElse(null));
    }

    private static Entry.Builder content(Entry.Builder entry, Observation seen) {
        return entry.setHeadline(seen.getHeadline()).setBody(seen.getBody()).setMedia(seen.getMedia())
                .setContentHash(new Content(seen.getHeadline(), seen.getBody(), seen.getMedia()).hash())
                .setAuthors(seen.getAuthors()).setRole(seen.getRole()).setPinned(seen.getPinned())
                .setKeyEvent(seen.getKeyEvent()).setModified(seen.getModified().orElse(null))
                .setLanguage(seen.getLanguage().orElse(null)).setObservedAt(seen.getObservedAt());
    }

    private static Content content(Entry entry) {
        return new Content(entry.getHeadline(), entry.getBody(), entry.getMedia());
    }

    /// The known aliases and those of this look, sorted.
    private static List<String> aliases(List<String> known, Identity identity) {
        return bounded(known, identity.aliases());
    }

    static List<String> bounded(List<String> known, List<String> more) {
        var all = new TreeSet<>(known);
        for (var alias : more) {
            if (all.size() < MOST_ALIASES) {
                all.add(alias);
            }
        }
        return List.copyOf(all);
    }

    static long version(int revision) {
        return (long) revision << TAGGING_BITS;
    }

    private static List<FieldChange> status(Entry before, Entry after) {
        return List.of(FieldChange.newBuilder().setField("status").setBefore(before.getStatus().name())
                .setAfter(after.getStatus().name()).build());
    }

    private static List<FieldChange> flag(String field, boolean before, boolean after) {
        return before == after
                ? List.of()
                : List.of(FieldChange.newBuilder().setField(field).setBefore(Boolean.toString(before))
                        .setAfter(Boolean.toString(after)).build());
    }

    private static Sightings looked(Observation seen, Sightings sightings, int misses, boolean withdrawn) {
        var sources = new ArrayList<>(sightings.getSources());
        long firstLook = sources.stream().filter(s -> s.getSource().equals(seen.getSource()))
                .mapToLong(Sighting::getFirstLook).findFirst().orElse(seen.getLook());
        sources.removeIf(s -> s.getSource().equals(seen.getSource()));
        sources.add(Sighting.newBuilder().setSource(seen.getSource()).setLook(seen.getLook())
                .setPosition(seen.getPosition()).setMisses(misses).setFirstLook(firstLook).setWithdrawn(withdrawn)
                .setSeenAt(seen.getObservedAt()).build());
        if (sources.size() > MOST_SOURCES) {
            sources.remove(Collections.min(sources,
                    Comparator.comparing(Sighting::getSeenAt).thenComparing(Sighting::getSource)));
        }
        sources.sort(Comparator.comparing(Sighting::getSource));
        return Sightings.newBuilder(sightings).setSources(sources).build();
    }
}
