package io.copydesk.command;

import io.copydesk.contracts.Entry;
import io.copydesk.schemas.Topics;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The state of every entry as `copydesk.entries` has it now.
record CurrentEntries(Map<String, Entry> byId) {

    /// Reads the whole topic.
    static CurrentEntries of(Cluster cluster) {
        var current = new LinkedHashMap<String, Entry>();
        cluster.read(cluster.partitions(Topics.ENTRIES.name()), Optional.empty(), record -> {
            var entry = cluster.value(Topics.ENTRIES, record);
            if (entry == null) {
                current.remove(Cluster.key(record));
            } else {
                current.put(Cluster.key(record), entry);
            }
        });
        return new CurrentEntries(current);
    }

    /// One entry; reads its partition alone.
    static Optional<Entry> one(Cluster cluster, String id) {
        return cluster.newest(Topics.ENTRIES.name(), id)
                .flatMap(record -> Optional.ofNullable(cluster.value(Topics.ENTRIES, record)));
    }

    Optional<Entry> entry(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Entry> all() {
        return byId.values();
    }
}
