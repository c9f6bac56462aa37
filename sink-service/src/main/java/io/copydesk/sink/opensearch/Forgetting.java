package io.copydesk.sink.opensearch;

import static java.util.stream.Collectors.toSet;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.StoryLink;
import io.copydesk.schemas.Topics;
import io.copydesk.sink.Batch;
import io.copydesk.sink.Delivery;
import io.copydesk.sink.Item;
import io.copydesk.sink.opensearch.Cluster.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/// What the tombstones of a batch delete. A tombstone names neither month nor version, so both are looked up. Each
/// document is deleted under its own version, which its index remembers for a while (`index.gc_deletes`): a sink that
/// slept with an older state in hand cannot bring it back in that time.
final class Forgetting {
    private final Cluster cluster;
    private final Indices indices;

    Forgetting(Cluster cluster, Indices indices) {
        this.cluster = cluster;
        this.indices = indices;
    }

    /// A state that follows its tombstone in the batch replaces what is there and needs no deletion.
    List<Action> entries(Batch batch, List<Delivery> deliveries) {
        if (batch.forgotten().isEmpty()) {
            return List.of();
        }
        var known = before(deliveries, batch);
        cluster.versions(places(cluster.indices(indices.everyMonth()), batch.forgotten()))
                .forEach((place, version) -> known.merge(place, version, Math::max));
        batch.entries().values().forEach(entry -> known.remove(place(entry)));
        return deletions(Topics.ENTRIES.name(), known);
    }

    /// Unlike an entry's, a link's version may begin lower after a tombstone: then the old link must go first.
    List<Action> links(Batch batch) {
        if (batch.unlinked().isEmpty()) {
            return List.of();
        }
        var known = new HashMap<>(cluster.versions(places(List.of(indices.stories()), batch.unlinked())));
        known.entrySet().removeIf(link -> link.getValue() <= version(batch.links(), link.getKey().id()));
        return deletions(Topics.STORIES.name(), known);
    }

    // States that a tombstone of the same batch follows are never written. They are deleted all the same, for the index to
    // remember their versions: another sink may have them in hand.
    private Map<Place, Long> before(List<Delivery> deliveries, Batch batch) {
        var known = new HashMap<Place, Long>();
        for (var delivery : deliveries) {
            if (delivery.item() instanceof Item.State(var entry) && batch.forgotten().contains(entry.getId())) {
                known.merge(place(entry), entry.getVersion(), Math::max);
            }
        }
        return known;
    }

    private Place place(Entry entry) {
        return new Place(indices.of(entry), entry.getId());
    }

    private static long version(NavigableMap<String, StoryLink> links, String id) {
        var link = links.get(id);
        return link == null ? Long.MIN_VALUE : link.getLinkVersion();
    }

    private static Collection<Place> places(List<String> indices, Collection<String> ids) {
        return indices.stream().flatMap(index -> ids.stream().map(id -> new Place(index, id))).collect(toSet());
    }

    private static List<Action> deletions(String topic, Map<Place, Long> known) {
        return known.entrySet().stream().map(one -> Action.delete(topic, one.getKey(), one.getValue())).toList();
    }
}
