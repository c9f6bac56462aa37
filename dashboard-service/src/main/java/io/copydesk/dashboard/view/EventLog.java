package io.copydesk.dashboard.view;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The last events, shared by all who watch: nobody has a queue of their own. Not safe for several threads.
final class EventLog {
    private final NavigableMap<Long, Event> events = new TreeMap<>();
    private final int most;
    private final long mostWeight;
    private long weight;
    private long next;
    private long droppedUntil;
    /// Whoever is there has seen all that was dropped.
    private Position floor;

    /// @param most events
    /// @param mostWeight characters of all of them together
    EventLog(Position start, int most, long mostWeight) {
        this.floor = start;
        this.most = most;
        this.mostWeight = mostWeight;
    }

    /// What was before is not known.
    void beginAt(int partition, long offset) {
        floor = floor.from(partition, offset);
    }

    /// The sequence of the event to come.
    long next() {
        return next;
    }

    /// The sequence from which on nothing is missing.
    long first() {
        return droppedUntil;
    }

    Position floor() {
        return floor;
    }

    void add(Event event) {
        events.put(event.sequence(), event);
        next = event.sequence() + 1;
        weight += event.weight();
        while (events.size() > most || (weight > mostWeight && events.size() > 1)) {
            var dropped = events.pollFirstEntry().getValue();
            weight -= dropped.weight();
            droppedUntil = dropped.sequence() + 1;
            floor = floor.after(dropped.partition(), dropped.offset());
        }
    }

    /// Takes the events out that tell of something that nobody may read any more.
    void forget(Predicate<Event> about) {
        events.values().removeIf(event -> {
            boolean forgotten = about.test(event);
            weight -= forgotten ? event.weight() : 0;
            return forgotten;
        });
    }

    Collection<Event> from(long sequence) {
        return events.tailMap(sequence, true).values();
    }
}
