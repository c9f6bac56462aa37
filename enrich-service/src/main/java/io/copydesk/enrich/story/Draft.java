package io.copydesk.enrich.story;

import io.copydesk.contracts.StoryLink;
import io.copydesk.enrich.state.Telling;
import io.copydesk.enrich.state.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A plan in the making: the links that a telling changes, its own first, each as it will be in the end.
final class Draft {
    private final StoryIndex index;
    private final Telling telling;
    private final Optional<Member> before;
    private final Map<String, Revised> revised = new LinkedHashMap<>();
    private final Set<String> forgotten = new LinkedHashSet<>();
    private boolean withdrawn;

    private record Revised(Told told, Optional<Told> published, Link link) {}

    /// @param before the same entry before this telling; the index does not hold it now
    Draft(StoryIndex index, Telling telling, Optional<Member> before) {
        this.index = index;
        this.telling = telling;
        this.before = before;
    }

    /// The telling before it has a link.
    Member unlinked() {
        var first = before.map(member -> member.told().getFirstObservedAt()).orElse(telling.getObservedAt());
        return Member.of(new Told(telling, first, "", null, 0L));
    }

    void keep(Member own, Link link) {
        revised.put(own.entry(), new Revised(own.told(), before.map(Member::told), link));
    }

    void revise(Member member, Link link) {
        var known = revised.get(member.entry());
        revised.put(member.entry(), known == null
                ? new Revised(member.told(), Optional.of(member.told()), link)
                : new Revised(known.told(), known.published(), link));
    }

    /// The link of an entry as this plan leaves it.
    Link link(Member member) {
        var known = revised.get(member.entry());
        return known == null
                ? new Link(member.story(), member.duplicateOf(), 1, List.of())
                : known.link();
    }

    void merge(Merging.Merge merge) {
        var reason = "story " + merge.from().id() + " proved to be the same";
        merge.from().members()
                .forEach(member -> revise(member, link(member).in(merge.into(), merge.likeness(), reason)));
        for (var entry : revised.entrySet()) {
            var link = entry.getValue().link();
            if (link.story().equals(merge.from().id())) {
                entry.setValue(new Revised(entry.getValue().told(), entry.getValue().published(),
                        new Link(merge.into(), link.duplicateOf(), link.score(), link.reasons())));
            }
        }
    }

    void forget(Member member) {
        forgotten.add(member.entry());
    }

    void withdraw() {
        withdrawn = true;
        forgotten.add(telling.getEntry());
    }

    /// A story that this entry begins. Its id is the entry's for good, unless a story of that id goes on without it.
    String ownStory() {
        var own = "s-" + telling.getEntry();
        var id = own;
        for (int next = 2; index.story(id).isPresent(); next++) {
            id = own + "-" + next;
        }
        return before.map(Member::story).filter(story -> index.story(story).isEmpty()).orElse(id);
    }

    Plan plan() {
        var kept = new ArrayList<Told>();
        var links = new ArrayList<StoryLink>();
        revised.forEach((entry, change) -> {
            var told = change.told();
            boolean isOther = change.published().filter(old -> old.getStory().equals(change.link().story())
                    && old.getDuplicateOf().equals(change.link().duplicateOf())).isEmpty();
            long version = change.published().map(Told::getLinkVersion).orElse(0L);
            if (isOther) {
                version = Math.max(version + 1, telling.getObservedAt().toEpochMilli());
                links.add(link(entry, change.link(), version));
            }
            if (!forgotten.contains(entry)) {
                // a builder would copy the telling
                kept.add(new Told(told.getTelling(), told.getFirstObservedAt(), change.link().story(),
                        change.link().duplicateOf().orElse(null), version));
            }
        });
        return new Plan(kept, List.copyOf(forgotten), links, withdrawn ? List.of(telling.getEntry()) : List.of());
    }

    private StoryLink link(String entry, Link link, long version) {
        return StoryLink.newBuilder().setEntry(entry).setStory(link.story())
                .setDuplicateOf(link.duplicateOf().orElse(null)).setScore((float) link.score())
                .setReasons(link.reasons()).setLinkVersion(version).setObservedAt(telling.getObservedAt()).build();
    }
}
