package io.copydesk.sink;

import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A store that is away or refuses an entry when a test says so.
final class MemoryStore implements Store {
    final List<String> written = new ArrayList<>();
    boolean away;
    int refused = -1; // revision that it does not take
    int writes;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Topic<?>> topics() {
        return List.of(Topics.ENTRIES);
    }

    @Override
    public void open() {
        ping();
    }

    @Override
    public Map<String, Integer> write(List<Delivery> deliveries) {
        ping();
        var batch = Batch.of(deliveries);
        writes++;
        if (batch.entries().values().stream().anyMatch(entry -> entry.getRevision() == refused)) {
            throw new StoreRejectedException("no thirteens", new IllegalArgumentException());
        }
        batch.entries().values().forEach(entry -> written.add(entry.getId() + "@" + entry.getRevision()));
        return Map.of(Topics.ENTRIES.name(), batch.entries().size());
    }

    @Override
    public void ping() {
        if (away) {
            throw new StoreUnavailableException("gone fishing", new IllegalStateException());
        }
    }

    @Override
    public void close() {}
}
