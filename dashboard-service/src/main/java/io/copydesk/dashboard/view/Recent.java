package io.copydesk.dashboard.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The entries that changed last, in the order of their changes. Not safe for several threads.
final class Recent {
    private final Map<String, Card> byId = new HashMap<>();
    private final NavigableMap<Place, Card> byTime = new TreeMap<>(
            Comparator.comparing(Place::changedAt).thenComparing(Place::id));
    /// Characters of a page: one of long texts ends early.
    private static final long PAGE_WEIGHT = 4_000_000;

    private final int most;
    private final long mostWeight;
    private long weight;

    /// Where an entry stands in the order.
    record Place(Instant changedAt, String id) {
        static Place of(Card card) {
            return new Place(card.changedAt(), card.id());
        }

        static Place of(Cursor cursor) {
            return new Place(Instant.ofEpochMilli(cursor.at()), cursor.id());
        }
    }

    /// @param more whether older ones follow
    record Page(List<Card> cards, boolean more) {}

    /// @param most entries
    /// @param mostWeight characters of all of them together
    Recent(int most, long mostWeight) {
        this.most = most;
        this.mostWeight = mostWeight;
    }

    Optional<Card> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    int size() {
        return byId.size();
    }

    /// Puts it in the place of its older self; returns what is no longer known, to keep within the bounds.
    List<Card> put(Card card) {
        remove(card.id());
        byId.put(card.id(), card);
        byTime.put(Place.of(card), card);
        weight += card.weight();
        var forgotten = new ArrayList<Card>();
        while (byId.size() > most || (weight > mostWeight && byId.size() > 1)) {
            var oldest = byTime.firstEntry().getValue();
            remove(oldest.id());
            forgotten.add(oldest);
        }
        return forgotten;
    }

    Optional<Card> remove(String id) {
        var removed = byId.remove(id);
        if (removed != null) {
            byTime.remove(Place.of(removed));
            weight -= removed.weight();
        }
        return Optional.ofNullable(removed);
    }

    /// The newest first.
    ///
    /// @param before only those that stand before this place; all where it is null
    Page page(Filter filter, @Nullable Place before, int limit) {
        var cards = new ArrayList<Card>();
        long characters = 0;
        for (var card : (before == null ? byTime : byTime.headMap(before, false)).descendingMap().values()) {
            if (filter.matches(card)) {
                if (cards.size() == limit || characters >= PAGE_WEIGHT) {
                    return new Page(Collections.unmodifiableList(cards), true);
                }
                cards.add(card);
                characters += card.weight();
            }
        }
        return new Page(Collections.unmodifiableList(cards), false);
    }
}
