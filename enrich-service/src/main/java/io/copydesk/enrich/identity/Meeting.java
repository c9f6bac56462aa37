package io.copydesk.enrich.identity;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.enrich.state.Sighting;
import io.copydesk.enrich.state.Sightings;
import java.util.Comparator;

/// Two entries that one piece of evidence after another names: are they one?
final class Meeting {
    static final Comparator<Entry> OLDEST_FIRST = Comparator.comparing(Entry::getFirstObservedAt)
            .thenComparing(Entry::getId);

    private Meeting() {}

    /// Only what is live, of one role, and what no source has ever shown together.
    static boolean mayBeOne(Entry one, Sightings ofOne, Entry two, Sightings ofTwo) {
        return one.getStatus() == EntryStatus.LIVE && two.getStatus() == EntryStatus.LIVE
                && one.getRole() == two.getRole()
                && ofOne.getSources().stream().noneMatch(mine -> ofTwo.getSources().stream()
                        .anyMatch(other -> mine.getSource().equals(other.getSource()) && together(mine, other)));
    }

    /// Push has no looks: what it sends under two ids it holds for two.
    private static boolean together(Sighting one, Sighting two) {
        return one.getLook() == 0 || two.getLook() == 0
                || (one.getFirstLook() <= lastLook(two) && two.getFirstLook() <= lastLook(one));
    }

    /// An unchanged entry is not observed again, so it counts as shown until its source misses it.
    private static long lastLook(Sighting sighting) {
        return sighting.getMisses() == 0 ? Long.MAX_VALUE : sighting.getLook() - sighting.getMisses();
    }
}
