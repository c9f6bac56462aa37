package io.copydesk.enrich.story;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// Keeps every group of repeats in order: all point to the earliest telling among them, and that one to nothing.
final class Grouping {
    private final StoryIndex index;
    private final Reasons reasons;

    Grouping(StoryIndex index, Reasons reasons) {
        this.index = index;
        this.reasons = reasons;
    }

    /// Links a telling that copies others, and takes those with it that must point elsewhere now.
    ///
    /// @param copies that it is a copy of, or that are of it; best first, at least one
    void link(Member telling, List<Repeats.Repeat> copies, Draft draft) {
        var originals = new TreeSet<Member>(Member.BY_FIRST_OBSERVED);
        copies.stream().map(Repeats.Repeat::member).filter(member -> member.duplicateOf().isEmpty())
                .forEach(originals::add);
        if (originals.isEmpty()) {
            linkToGroup(telling, copies.getFirst(), draft);
            return;
        }
        var earliest = originals.first();
        if (Member.BY_FIRST_OBSERVED.compare(earliest, telling) < 0) {
            var sameness = sameness(telling, earliest);
            draft.keep(telling, new Link(earliest.story(), Optional.of(earliest.entry()), sameness.sameness(),
                    reasons.of(telling, sameness)));
            regroup(index.repeatsOf(telling.entry()), new ArrayList<>(List.of(earliest)), draft);
            return;
        }
        draft.keep(telling, new Link(earliest.story(), Optional.empty(), sameness(telling, earliest).sameness(),
                reasons.of(telling, sameness(telling, earliest))));
        var others = new TreeSet<>(index.repeatsOf(telling.entry()));
        for (var original : originals) {
            others.add(original);
            others.addAll(index.repeatsOf(original.entry()));
        }
        regroup(others, new ArrayList<>(List.of(telling)), draft);
    }

    /// Its copies all point to another already. If that one is forgotten, so does the telling; if not, it is unlike it.
    private void linkToGroup(Member telling, Repeats.Repeat copy, Draft draft) {
        var original = copy.member().duplicateOf().filter(entry -> index.member(entry).isEmpty());
        draft.keep(telling,
                new Link(copy.member().story(), original, copy.sameness(), reasons.of(telling, copy)));
        regroup(index.repeatsOf(telling.entry()), new ArrayList<>(original.isEmpty() ? List.of(telling) : List.of()),
                draft);
    }

    /// Points each to the first of `originals` that it is a copy of; one that copies none becomes an original.
    void regroup(NavigableSet<Member> members, List<Member> originals, Draft draft) {
        for (var member : members) {
            var original = originals.stream().filter(known -> Repeats.sameness(member, known) > 0).findFirst();
            var now = original.map(Member::entry);
            if (original.isEmpty()) {
                originals.add(member);
            }
            if (!now.equals(member.duplicateOf())) {
                var link = original.map(known -> new Link(draft.link(known).story(), now,
                        sameness(member, known).sameness(), reasons.of(member, sameness(member, known))))
                        .orElseGet(() -> new Link(member.story(), now, 1, List.of("repeats none that is left")));
                draft.revise(member, link);
            }
        }
    }

    private static Repeats.Repeat sameness(Member telling, Member other) {
        return new Repeats.Repeat(other, Repeats.sameness(telling, other));
    }
}
