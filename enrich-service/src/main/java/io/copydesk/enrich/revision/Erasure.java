package io.copydesk.enrich.revision;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The record that state keeps of an erased entry: its id and aliases, so that any later look is known to be of it, and
/// nothing that it said. It never fades, and it is never published.
public final class Erasure {
    private Erasure() {}

    /// No entry that is published has this status.
    public static boolean isErased(Entry entry) {
        return entry.getStatus() == EntryStatus.UNKNOWN;
    }

    /// What is left of an entry, at its next revision. Who asked may know of a later revision than state does: the
    /// request's look is the revision that it wants erased.
    public static Entry record(Observation request, String id, Optional<Entry> known) {
        long asked = Math.clamp(request.getLook(), 0, Integer.MAX_VALUE - 1);
        int revision = (int) Math.max(known.map(Entry::getRevision).orElse(0), asked) + 1;
        return Entry.newBuilder().setId(id).setBlog(request.getBlog()).setStatus(EntryStatus.UNKNOWN)
                .setEvidence("erased").setRevision(revision).setVersion(Revisions.version(revision))
                .setAliases(known.map(Entry::getAliases).orElse(List.of()))
                .setOccurredAt(known.map(Entry::getOccurredAt).orElse(request.getObservedAt()))
                .setFirstObservedAt(known.map(Entry::getFirstObservedAt).orElse(request.getObservedAt()))
                .setObservedAt(request.getObservedAt()).build();
    }

    /// The entries whose ids lead to this one, also by way of others; by their ids.
    public static List<Entry> leadingTo(String id, Collection<Entry> entries) {
        var ids = new HashSet<>(Set.of(id));
        var found = new ArrayList<Entry>();
        for (int before = -1; before < found.size();) {
            before = found.size();
            entries.stream().filter(entry -> entry.getMergedInto().filter(ids::contains).isPresent())
                    .filter(entry -> !ids.contains(entry.getId())).forEach(found::add);
            found.forEach(entry -> ids.add(entry.getId()));
        }
        return found.stream().sorted(Comparator.comparing(Entry::getId)).toList();
    }

    /// The same record under more evidence, as far as an entry has room for it.
    public static Entry with(Entry record, List<String> aliases) {
        return Entry.newBuilder(record).setAliases(Revisions.bounded(record.getAliases(), aliases)).build();
    }
}
