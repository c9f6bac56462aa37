package io.copydesk.sink;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a store of current state writes in one transaction: tombstones first, then states, history, links and counts.
/// Everything is in the order of its keys, so that two instances that write the same rows lock them in the same order.
///
/// @param forgotten entries with a tombstone among the records
/// @param entries the highest version of each entry, of those after its last tombstone
/// @param changes all of them, by entry and version
/// @param unlinked entries whose link has a tombstone among the records
/// @param links the highest link version of each entry, of those after its last tombstone
/// @param trends the highest version of each count, by the record's key
public record Batch(NavigableSet<String> forgotten, NavigableMap<String, Entry> entries, List<Change> changes,
        NavigableSet<String> unlinked, NavigableMap<String, StoryLink> links, NavigableMap<String, Trend> trends) {

    public static Batch of(Iterable<Delivery> deliveries) {
        var batch = new Batch(new TreeSet<>(), new TreeMap<>(), new ArrayList<>(), new TreeSet<>(), new TreeMap<>(),
                new TreeMap<>());
        deliveries.forEach(delivery -> batch.add(delivery.item()));
        batch.changes.sort(Comparator.comparing(Change::getEntry).thenComparingLong(Change::getVersion));
        return batch;
    }

    private void add(Item item) {
        switch (item) {
            case Item.State(var entry) -> entries.merge(entry.getId(), entry,
                    (known, next) -> next.getVersion() > known.getVersion() ? next : known);
            case Item.Forgotten(var entry) -> forget(entry, forgotten, entries);
            case Item.Changed(var change) -> changes.add(change);
            case Item.Linked(var link) -> links.merge(link.getEntry(), link,
                    (known, next) -> next.getLinkVersion() > known.getLinkVersion() ? next : known);
            case Item.Unlinked(var entry) -> forget(entry, unlinked, links);
            case Item.Counted(var trend) -> trends.merge(trend.getTag() + "|" + trend.getWindowStart().toEpochMilli(),
                    trend, (known, next) -> next.getVersion() > known.getVersion() ? next : known);
            case Item.Observed observed -> throw new IllegalArgumentException("an observation is no state");
        }
    }

    private static void forget(String entry, Set<String> gone, NavigableMap<String, ?> kept) {
        gone.add(entry);
        kept.remove(entry);
    }
}
