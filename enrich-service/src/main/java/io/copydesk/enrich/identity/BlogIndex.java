package io.copydesk.enrich.identity;

import io.copydesk.contracts.Entry;
import io.copydesk.enrich.state.Alias;
import io.copydesk.enrich.state.Sightings;
import java.util.Optional;
import java.util.stream.Stream;

/// What is known of one blog's entries, for the ladder to look things up in. Reading it changes nothing.
public interface BlogIndex {
    Optional<Alias> alias(String key);

    Optional<Entry> entry(String id);

    Sightings sightings(String id);

    /// Entries that only their text identifies, of this claimed time ([io.copydesk.schemas.identity.Evidence#time]); the newest first, not all of a
    /// blog that has very many; the caller closes it.
    Stream<Entry> known(String time);
}
