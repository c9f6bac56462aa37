package io.copydesk.sink.archive;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.schemas.identity.Evidence;
import io.copydesk.schemas.identity.Evidence.Rung;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// An entry that must not be archived any more, nor stay in the archive.
///
/// @param aliases as they stand in [Entry]
record Erasure(String entry, String blog, Set<String> aliases) {
    private static final String TEXT = "text:";

    Erasure {
        aliases = Set.copyOf(aliases);
    }

    static Erasure of(String entry, String blog, Collection<String> aliases) {
        return new Erasure(entry, blog, new HashSet<>(aliases));
    }

    /// What an ERASE on raw asks for.
    static Erasure of(Observation request) {
        return of(request.getNativeId().orElse(""), request.getBlog(), request.getAliases());
    }

    Erasure with(Erasure other) {
        var all = new TreeSet<>(aliases);
        all.addAll(other.aliases);
        return of(entry, blog, all);
    }

    /// Whether this is a look at the entry: any id or address of it is one of the entry's. Its opening words are evidence
    /// where it has nothing better, or tells the time as well; then an entry that is alike in both goes with it.
    boolean covers(Observation seen) {
        if (seen.getSignal() == Signal.ERASE || !seen.getBlog().equals(blog)) {
            return false;
        }
        var evidence = Evidence.of(seen);
        boolean proof = evidence.stream().anyMatch(each -> each.rung() != Rung.TEXT);
        boolean timed = seen.getPublished().isPresent();
        return evidence.stream().anyMatch(each -> each.rung() == Rung.TEXT
                ? (timed || !proof) && hasText(each.key())
                : aliases.contains(each.key()));
    }

    /// Whether this tells of the entry, or of one that was merged into it. That it was erased stays on record.
    boolean covers(Change change) {
        if (change.getKind() == ChangeKind.ERASED) {
            return false;
        }
        return change.getEntry().equals(entry) || (change.getBlog().equals(blog) && change.getState().stream()
                .flatMap(state -> state.getAliases().stream()).anyMatch(aliases::contains));
    }

    /// An entry's alias has, behind the words, its place among those that begin alike.
    private boolean hasText(String key) {
        return aliases.stream().anyMatch(alias -> alias.startsWith(TEXT) && alias.startsWith(key + "|"));
    }
}
