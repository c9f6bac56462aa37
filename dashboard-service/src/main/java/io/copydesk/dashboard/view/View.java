package io.copydesk.dashboard.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the dashboard knows, under one lock: whoever reads entries and then events from that [Position] on misses
/// nothing and is told nothing twice. Written by one thread, read by many.
public final class View {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ViewState state;
    private Position position;
    private boolean closed;

    /// @param cluster one word for the topics that are read, see [Position]
    /// @param partitions how many there are of all topics together
    public View(String cluster, int partitions, ViewLimits limits) {
        this.position = Position.start(cluster, partitions);
        this.state = new ViewState(position, limits);
    }

    /// Entries as they stand.
    ///
    /// @param position up to where they are known
    /// @param next the cursor of the next page, if there is one
    @JsonInclude(Include.NON_NULL)
    public record Entries(Position position, List<Card> entries, @Nullable String next) {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /// Events, oldest first.
    ///
    /// @param next the sequence from which on to ask next
    /// @param upTo what somebody has seen with them, where they are all there is
    /// @param missed true when some are gone already that should have been among them
    public record Events(List<Event> events, long next, Optional<Position> upTo, boolean missed) {
        public Events {
            events = List.copyOf(events);
        }
    }

    /// Tells that a partition is read from here on, and events are remembered from there on.
    public void begin(int partition, long readFrom, long eventsFrom) {
        locked(() -> {
            position = position.from(partition, readFrom);
            state.log.beginAt(partition, eventsFrom);
            return null;
        });
    }

    /// Tells that a partition holds nothing more before this offset: what ends transactions, or was compacted away, is no
    /// record.
    public void reach(int partition, long offset) {
        locked(() -> {
            position = position.hasSeen(partition, offset - 1) ? position : position.from(partition, offset);
            return null;
        });
    }

    /// All that there was at the start has been taken in.
    public void complete() {
        locked(() -> {
            state.complete();
            return null;
        });
    }

    /// Takes a record in; one that was taken in before changes nothing.
    ///
    /// @param told whether those who watch are told; not of what is older than the events that are remembered
    public void take(int partition, long offset, News what, boolean told) {
        locked(() -> {
            if (!position.hasSeen(partition, offset)) {
                position = position.after(partition, offset);
                long next = state.log.next();
                state.apply(what, told ? new ViewState.Place(partition, offset) : null);
                if (state.log.next() > next) {
                    news.signalAll();
                }
            }
            return null;
        });
    }

    /// @param before where a page ended; null for the newest
    public Entries entries(Filter filter, @Nullable Cursor before, int limit) {
        var place = before == null ? null : Recent.Place.of(before);
        return locked(() -> {
            var page = state.recent.page(filter, place, limit);
            return new Entries(position, page.cards().stream().map(state::current).toList(),
                    page.more() ? Cursor.of(page.cards().getLast()).word() : null);
        });
    }

    public Optional<Card> entry(String id) {
        return locked(() -> state.recent.get(id).map(state::current));
    }

    /// The entry that this one proved to be, in the end.
    public Optional<String> mergedInto(String id) {
        return locked(() -> state.merges.of(id));
    }

    /// The known entries that tell a story, the first one first.
    public List<Card> tellings(String story) {
        return locked(() -> state.stories.tellings(story).stream().map(state.recent::get).flatMap(Optional::stream)
                .map(state::current).sorted(Comparator.comparing(Card::occurredAt).thenComparing(Card::id)).toList());
    }

    /// How many entries are linked to a story, whether they are known or not any more.
    public int links(String story) {
        return locked(() -> state.stories.tellings(story).size());
    }

    public Trends.Chart trends(Instant now, Duration length, int lines) {
        return locked(() -> state.trends.chart(now, length, lines));
    }

    public List<SourceState> sources() {
        return locked(() -> List.copyOf(state.sources.values()));
    }

    public int size() {
        return locked(state.recent::size);
    }

    /// Somebody who has followed up to a position and wants to go on. Where another instance was ahead of this one, they
    /// are told what they do not know yet once it comes.
    ///
    /// @param text a position as it was written; null for now
    /// @return empty where events are missing since then, or it is none of these topics
    public Optional<Follower> follow(@Nullable String text) {
        return locked(() -> {
            if (text == null) {
                return Optional.of(new Follower(state.log.next(), position));
            }
            return position.read(text).filter(seen -> state.log.floor().isWithin(seen))
                    .map(seen -> new Follower(state.log.first(), seen));
        });
    }

    /// Where somebody stands.
    ///
    /// @param sequence of the next event to look at
    /// @param seen what they know already of what comes then
    public record Follower(long sequence, Position seen) {}

    /// The events from `sequence` on; waits for the first one, but no longer than `wait`.
    public Events await(long sequence, int limit, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = wait.toNanos();
            while (!closed && state.log.next() <= sequence && nanos > 0) {
                nanos = news.awaitNanos(nanos);
            }
            if (state.log.first() > sequence) {
                return new Events(List.of(), sequence, Optional.empty(), true);
            }
            var events = state.log.from(sequence).stream().limit(limit).toList();
            long after = events.size() < limit ? state.log.next() : events.getLast().sequence() + 1;
            return new Events(events, after, after == state.log.next() ? Optional.of(position) : Optional.empty(),
                    false);
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody wait any more.
    public void close() {
        locked(() -> {
            closed = true;
            news.signalAll();
            return null;
        });
    }

    public boolean isClosed() {
        return locked(() -> closed);
    }

    private <T extends @Nullable Object> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
