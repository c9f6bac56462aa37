package io.copydesk.dashboard.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.StoryLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private final Recent recent;
    private final Stories stories;
    private final Trends trends;
    private final Map<String, SourceState> sources = new TreeMap<>();
    private final Merges merges;
    private final EventLog log;
    private final ViewLimits limits;
    private Position position;
    private boolean complete;
    private boolean closed;

    /// @param cluster one word for the topics that are read, see [Position]
    /// @param partitions how many there are of all topics together
    public View(String cluster, int partitions, ViewLimits limits) {
        this.limits = limits;
        this.position = Position.start(cluster, partitions);
        this.recent = new Recent(limits.entries(), limits.characters());
        this.stories = new Stories(limits.links());
        this.merges = new Merges(limits.links());
        this.trends = new Trends(limits.trends(), limits.tags());
        this.log = new EventLog(position, limits.events(), limits.characters());
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
            log.beginAt(partition, eventsFrom);
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
        locked(() -> complete = true);
    }

    /// Takes a record in; one that was taken in before changes nothing.
    ///
    /// @param told whether those who watch are told; not of what is older than the events that are remembered
    public void take(int partition, long offset, News what, boolean told) {
        locked(() -> {
            if (!position.hasSeen(partition, offset)) {
                position = position.after(partition, offset);
                long next = log.next();
                apply(what, told ? new Place(partition, offset) : null);
                if (log.next() > next) {
                    news.signalAll();
                }
            }
            return null;
        });
    }

    private record Place(int partition, long offset) {}

    private void apply(News what, @Nullable Place place) {
        switch (what) {
            case News.Changed(var change) -> change(change, place);
            case News.Stands(var entry) -> stands(entry);
            case News.Forgotten(var entry) -> gone(entry, "expired", null, place);
            case News.Linked(var link) -> link(link, place);
            case News.Unlinked(var entry) -> stories.remove(entry);
            case News.Counted(var trend) -> trends.put(trend);
            case News.Fares(var health) -> {
                var state = SourceState.of(health);
                if (sources.size() < limits.sources() || sources.containsKey(state.source())) {
                    sources.put(state.source(), state);
                    tell(place, "source", state, null, null);
                }
            }
            case News.Nothing() -> {
                // the position has moved
            }
        }
    }

    private void change(Change change, @Nullable Place place) {
        var state = change.getState().orElse(null);
        if (change.getKind() == ChangeKind.ERASED || state == null) {
            gone(change.getEntry(), "erased", null, place);
        } else if (state.getStatus() == EntryStatus.MERGED) {
            var into = state.getMergedInto().orElse(null);
            if (into != null) {
                merges.put(state.getId(), into);
            }
            gone(state.getId(), "merged", into, place);
        } else {
            // the same version where the state itself has come first
            var known = recent.get(state.getId()).filter(each -> each.version() <= state.getVersion()).orElse(null);
            var before = known == null || known.version() == state.getVersion() ? null : known;
            var card = Card.of(state, change.getKind(), Difference.of(change, state, before), known)
                    .with(stories.of(state.getId()));
            if (recent.get(card.id()).filter(each -> each.version() > card.version()).isEmpty()) {
                recent.put(card);
            }
            tell(place, "change", Map.of("entry", card), card, before);
        }
    }

    /// Only the feed of changes tells news; this fills what that does not reach back to. From then on a change may come
    /// before its state or after it, so that what is known already is left to the change.
    private void stands(Entry entry) {
        var known = recent.get(entry.getId()).orElse(null);
        if (entry.getStatus() == EntryStatus.MERGED) {
            entry.getMergedInto().ifPresent(into -> merges.put(entry.getId(), into));
            recent.remove(entry.getId());
        } else if (merges.of(entry.getId()).isEmpty()
                && (known == null || (!complete && known.version() < entry.getVersion()))) {
            var kind = entry.getStatus() == EntryStatus.RETRACTED
                    ? ChangeKind.RETRACTED
                    : Card.kindAt(entry.getRevision());
            recent.put(Card.of(entry, kind, List.of(), known).with(stories.of(entry.getId())));
        }
    }

    private void gone(String entry, String reason, @Nullable String into, @Nullable Place place) {
        var known = recent.remove(entry);
        if (!reason.equals("merged")) {
            stories.remove(entry);
            merges.forget(entry);
            log.forget(event -> event.card() != null && event.card().id().equals(entry));
        }
        if (known.isPresent() || !reason.equals("expired")) {
            tell(place, "gone", new Gone(entry, reason, into), null, null);
        }
    }

    private record Gone(String entry, String reason, @Nullable String into) {}

    private void link(StoryLink link, @Nullable Place place) {
        if (!stories.put(link)) {
            return;
        }
        var story = stories.of(link.getEntry());
        recent.get(link.getEntry()).ifPresent(card -> {
            var linked = card.with(story);
            recent.put(linked);
            tell(place, "story", Map.of("entry", card.id(), "story", story.orElseThrow()), linked, card);
        });
    }

    private void tell(@Nullable Place place, String name, Object data, @Nullable Card card, @Nullable Card before) {
        if (place == null) {
            return;
        }
        try {
            var gone = name.equals("change") && card != null
                    ? Json.MAPPER.writeValueAsString(new Gone(card.id(), "filtered", null))
                    : null;
            log.add(new Event(log.next(), place.partition(), place.offset(), name,
                    Json.MAPPER.writeValueAsString(data), card, before, gone));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers have a JSON", e);
        }
    }

    /// @param before where a page ended; null for the newest
    public Entries entries(Filter filter, @Nullable Cursor before, int limit) {
        var place = before == null ? null : Recent.Place.of(before);
        return locked(() -> {
            var page = recent.page(filter, place, limit);
            return new Entries(position, page.cards().stream().map(this::current).toList(),
                    page.more() ? Cursor.of(page.cards().getLast()).word() : null);
        });
    }

    public Optional<Card> entry(String id) {
        return locked(() -> recent.get(id).map(this::current));
    }

    /// The entry that this one proved to be, in the end.
    public Optional<String> mergedInto(String id) {
        return locked(() -> merges.of(id));
    }

    /// The known entries that tell a story, the first one first.
    public List<Card> tellings(String story) {
        return locked(() -> stories.tellings(story).stream().map(recent::get).flatMap(Optional::stream)
                .map(this::current).sorted(Comparator.comparing(Card::occurredAt).thenComparing(Card::id)).toList());
    }

    /// How many entries are linked to a story, whether they are known or not any more.
    public int links(String story) {
        return locked(() -> stories.tellings(story).size());
    }

    /// With the size that its story has by now.
    private Card current(Card card) {
        return card.with(stories.of(card.id()));
    }

    public Trends.Chart trends(Instant now, Duration length, int lines) {
        return locked(() -> trends.chart(now, length, lines));
    }

    public List<SourceState> sources() {
        return locked(() -> List.copyOf(sources.values()));
    }

    public int size() {
        return locked(recent::size);
    }

    /// Somebody who has followed up to a position and wants to go on. Where another instance was ahead of this one, they
    /// are told what they do not know yet once it comes.
    ///
    /// @param text a position as it was written; null for now
    /// @return empty where events are missing since then, or it is none of these topics
    public Optional<Follower> follow(@Nullable String text) {
        return locked(() -> {
            if (text == null) {
                return Optional.of(new Follower(log.next(), position));
            }
            return position.read(text).filter(seen -> log.floor().isWithin(seen))
                    .map(seen -> new Follower(log.first(), seen));
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
            while (!closed && log.next() <= sequence && nanos > 0) {
                nanos = news.awaitNanos(nanos);
            }
            if (log.first() > sequence) {
                return new Events(List.of(), sequence, Optional.empty(), true);
            }
            var events = log.from(sequence).stream().limit(limit).toList();
            long after = events.size() < limit ? log.next() : events.getLast().sequence() + 1;
            return new Events(events, after, after == log.next() ? Optional.of(position) : Optional.empty(), false);
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
