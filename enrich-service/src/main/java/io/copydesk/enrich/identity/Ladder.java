package io.copydesk.enrich.identity;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.enrich.state.Sighting;
import io.copydesk.schemas.identity.Evidence.Rung;
import io.copydesk.schemas.identity.Evidence;
import io.copydesk.schemas.identity.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Decides which entry an observation is of, by the strongest evidence that holds: the publisher's id, the permalink,
/// the URL, the claimed time with the opening words, and last the nearest text. Headline is never identity.
///
/// Two entries of one look are never one entry. Evidence that says so is marked unusable for its source, and the
/// ladder goes on without it.
public final class Ladder {
    /// Shared words over all words from which a text without better evidence is taken for an edit of another. High,
    /// because a false match overwrites an entry while a missed one only repeats it.
    static final double NEAREST = 0.7;
    /// Shared words over all words down to which a text at a known address, under a new id, is taken for an edit.
    static final double EDITED = 0.5;
    /// How many entries of one look may share their time and opening words.
    static final int MOST_ALIKE = 100;

    private static final int ID_BYTES = 10;

    /// Empty when the observation says only that something never seen is gone.
    public Optional<Identity> identify(Observation observation, BlogIndex index) {
        var climb = new Climb(observation, index);
        var found = climb.byEvidence();
        if (found.isEmpty() && observation.getSignal() == Signal.SEEN) {
            found = Optional.of(climb.byNearestText().orElseGet(climb::issue));
        }
        return found;
    }

    private record Named(String entry, Rung rung) {}

    /// One observation's way down the ladder.
    private static final class Climb {
        private final Observation observation;
        private final BlogIndex index;
        private final List<Evidence> evidence;
        private final List<String> usable = new ArrayList<>();
        private final List<String> unusable = new ArrayList<>();
        private final List<String> merged = new ArrayList<>();
        private Rung strongest = Rung.NEAREST;

        Climb(Observation observation, BlogIndex index) {
            this.observation = observation;
            this.index = index;
            this.evidence = Evidence.of(observation);
        }

        Optional<Identity> byEvidence() {
            Optional<Named> found = Optional.empty();
            for (var piece : evidence) {
                var named = piece.rung() == Rung.TEXT ? byText(piece, found) : byAlias(piece);
                if (found.isEmpty()) {
                    found = named;
                } else if (named.isPresent() && !named.get().entry().equals(found.get().entry())) {
                    found = Optional.of(meet(piece, found.get(), named.get()));
                }
            }
            // aliases are complete only now that every rung was looked at
            return found.map(named -> identity(named.entry(), true, named.rung()));
        }

        /// Evidence of one entry names two. Unless they were ever seen together they are one, and the older id stays.
        private Named meet(Evidence piece, Named found, Named other) {
            var one = index.entry(found.entry());
            var two = index.entry(other.entry());
            if (one.isEmpty() || two.isEmpty() || !Meeting.mayBeOne(one.get(), index.sightings(found.entry()),
                    two.get(), index.sightings(other.entry()))) {
                usable.remove(piece.key());
                unusable.add(piece.key());
                return found;
            }
            boolean oneStays = Meeting.OLDEST_FIRST.compare(one.get(), two.get()) <= 0;
            merged.add(oneStays ? other.entry() : found.entry());
            return oneStays ? found : new Named(other.entry(), found.rung());
        }

        /// The entry that this evidence names, if it may name one for this source.
        private Optional<Named> byAlias(Evidence piece) {
            var alias = index.alias(piece.key());
            if (alias.isPresent() && alias.get().getUnusableFor().contains(observation.getSource())) {
                return Optional.empty();
            }
            if (alias.isPresent() && mayNotName(piece.rung(), alias.get().getEntry())) {
                unusable.add(piece.key());
                return Optional.empty();
            }
            use(piece.rung(), piece.key());
            return alias.map(known -> new Named(known.getEntry(), piece.rung()));
        }

        /// Entries alike in time and opening words are told apart by their order, counted from the oldest.
        private Optional<Named> byText(Evidence piece, Optional<Named> found) {
            for (int ordinal = 0; ordinal < MOST_ALIKE; ordinal++) {
                var key = piece.key() + "|" + ordinal;
                var alias = index.alias(key);
                boolean ours = alias.isEmpty() || found.map(Named::entry).orElse(alias.get().getEntry())
                        .equals(alias.get().getEntry());
                if (ours && (alias.isEmpty() || !mayNotName(Rung.TEXT, alias.get().getEntry()))) {
                    use(Rung.TEXT, key);
                    return alias.map(known -> new Named(known.getEntry(), Rung.TEXT));
                }
            }
            return Optional.empty();
        }

        private void use(Rung rung, String key) {
            usable.add(key);
            if (rung.compareTo(strongest) < 0) {
                strongest = rung;
            }
        }

        /// Whether this look, or this source by better evidence, has already told that entry from the one observed: by
        /// the publisher's own id (but some ids change with an edit: then address and text tell), and by a permalink
        /// unless the time is finer than a day (an edit of the headline may move the address).
        private boolean mayNotName(Rung rung, String id) {
            if (claimedByAnother(id)) {
                return true;
            }
            var known = index.entry(id);
            if (rung == Rung.NATIVE_ID || known.isEmpty() || sighting(id).isEmpty()) {
                return false;
            }
            var named = known.get().getAliases();
            boolean othersId = has(Rung.NATIVE_ID) && named.stream().anyMatch(a -> a.startsWith(Evidence.ID))
                    && evidence.stream().noneMatch(e -> e.rung() == Rung.NATIVE_ID && named.contains(e.key()));
            boolean othersLink = has(Rung.PERMALINK) && named.stream().anyMatch(a -> a.startsWith(Evidence.LINK));
            return rung == Rung.TEXT
                    ? othersId || (othersLink && !finerThanADay())
                    : othersId && Words.similarity(Words.of(known.get().getBody()),
                            Words.of(observation.getBody())) < EDITED;
        }

        private boolean has(Rung rung) {
            return evidence.stream().anyMatch(e -> e.rung() == rung && usable.contains(e.key()));
        }

        private boolean finerThanADay() {
            var precision = observation.getPublished().map(Time::getPrecision).orElse(TimePrecision.UNKNOWN);
            return precision == TimePrecision.MINUTE || precision == TimePrecision.SECOND;
        }

        /// Whether this very look has already shown that entry at another place. The same look and place is this
        /// observation come again.
        private boolean claimedByAnother(String id) {
            return observation.getLook() > 0 && sighting(id).filter(s -> s.getLook() == observation.getLook()
                    && s.getMisses() == 0 && s.getPosition() != observation.getPosition()).isPresent();
        }

        private Optional<Sighting> sighting(String id) {
            return index.sightings(id).getSources().stream().filter(s -> s.getSource().equals(observation.getSource()))
                    .findFirst();
        }

        /// Without an id or address: the entry of the same claimed time whose text is nearest, if near enough. Not for
        /// push, where no look tells which entries stand beside it.
        Optional<Identity> byNearestText() {
            if (strongest != Rung.TEXT || observation.getLook() == 0) {
                return Optional.empty();
            }
            var words = Words.of(observation.getBody());
            record Near(Entry entry, double similarity) {}
            try (var entries = index.known(Evidence.time(observation.getPublished()))) {
                return entries.filter(entry -> entry.getRole() == observation.getRole())
                        .filter(entry -> !claimedByAnother(entry.getId()))
                        .map(entry -> new Near(entry, Words.similarity(words, Words.of(entry.getBody()))))
                        .filter(near -> near.similarity() >= NEAREST)
                        .max(Comparator.comparingDouble(Near::similarity)
                                .thenComparing(near -> near.entry().getId(), Comparator.reverseOrder()))
                        .map(near -> identity(near.entry().getId(), true, Rung.NEAREST));
            }
        }

        /// A new entry under an id made of the blog and its strongest usable evidence, so that a rebuild issues it
        /// again.
        Identity issue() {
            if (usable.isEmpty()) {
                throw new IllegalStateException(
                        "more than " + MOST_ALIKE + " entries of one look share their time and opening words");
            }
            var seed = observation.getBlog() + "\n" + usable.getFirst();
            var id = id(seed);
            for (int again = 1; index.entry(id).isPresent(); again++) {
                id = id(seed + "\n" + again);
            }
            return identity(id, false, strongest);
        }

        private Identity identity(String id, boolean known, Rung rung) {
            return new Identity(id, known, rung, List.copyOf(usable), List.copyOf(unusable),
                    List.copyOf(merged));
        }

        private static String id(String seed) {
            try {
                var hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
