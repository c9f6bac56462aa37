package io.copydesk.enrich;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.enrich.BlogStores.Blog;
import io.copydesk.enrich.identity.Identity;
import io.copydesk.enrich.revision.Revision;
import io.copydesk.enrich.revision.Revisions;
import io.copydesk.enrich.state.Sightings;
import io.copydesk.enrich.tagging.NameMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a look at an entry comes to: which entry it is, what differs, and what the new text names.
final class Looking {
    private final Steps steps;

    Looking(Steps steps) {
        this.steps = steps;
    }

    Outcome at(Observation seen, Blog blog) {
        var identity = Steps.attempt("identify", () -> steps.identify().identify(seen, blog));
        // gone, and never seen: nothing to retract
        return identity.map(who -> at(seen, blog, who)).orElse(Outcome.NOTHING);
    }

    private Outcome at(Observation seen, Blog blog, Identity who) {
        var merged = who.merged().stream().flatMap(id -> blog.entry(id).stream()).toList();
        var before = blog.entry(who.entry(), seen.getObservedAt());
        var revision = Steps.attempt("revise", () -> steps.revise().revise(seen, who, joined(before, merged),
                joined(blog, who.entry(), merged)));
        var names = blog.names();
        var spoken = blog.language();
        var tagged = revision instanceof Revision.Changed changed
                ? Optional.of(Steps.attempt("tag", () -> steps.tag().tag(changed.entry(), names)))
                : Optional.<Steps.Tagged>empty();
        var language = Languages.of(revision.sightings().getLanguage(),
                tagged.flatMap(each -> each.entry().getLanguage()), spoken);
        var decided = new ArrayList<Decided>();
        switch (revision) {
            case Revision.Changed changed -> decided.add(Decided.changed(seen, changed.kind(), before,
                    tagged.orElseThrow().entry(), changed.diff(), language));
            case Revision.Unchanged unchanged -> unchanged.learned().filter(entry -> !merged.isEmpty())
                    .ifPresent(entry -> decided.add(new Decided(before, entry, Optional.empty(), language)));
        }
        merged.forEach(other -> decided.add(merged(seen, other, who.entry(), blog.sightings(other.getId()))));
        return new Outcome(decided, () -> {
            var memory = tagged.map(Steps.Tagged::memory).orElse(names);
            var speaks = language.equals(Languages.UNKNOWN) ? spoken : language;
            if (!memory.equals(names) || !speaks.equals(spoken)) {
                blog.remember(memory, speaks);
            }
            merged.forEach(other -> blog.merge(other, who.entry()));
            decided.forEach(each -> blog.remember(each.entry(), who.aliases()));
            if (decided.isEmpty() && revision instanceof Revision.Unchanged unchanged) {
                unchanged.learned().ifPresent(entry -> blog.remember(entry, who.aliases()));
            }
            blog.distrust(who.unusable(), seen.getSource());
            blog.remember(who.entry(), Sightings.newBuilder(revision.sightings()).setLanguage(language).build());
        });
    }

    private static Optional<Entry> joined(Optional<Entry> before, List<Entry> merged) {
        return before.map(entry -> {
            var whole = entry;
            for (var other : merged) {
                whole = Revisions.with(whole, other);
            }
            return whole;
        });
    }

    private static Sightings joined(Blog blog, String entry, List<Entry> merged) {
        var sightings = blog.sightings(entry);
        for (var other : merged) {
            sightings = Revisions.together(sightings, blog.sightings(other.getId()));
        }
        return sightings;
    }

    private Decided merged(Observation seen, Entry other, String into, Sightings sightings) {
        var change = Revisions.merged(other, into, seen);
        var tagged = Steps.attempt("tag", () -> steps.tag().tag(change.entry(), NameMemory.EMPTY));
        return Decided.changed(seen, change.kind(), Optional.of(other), tagged.entry(), change.diff(),
                Languages.of(sightings.getLanguage(), Optional.empty(), ""));
    }
}
