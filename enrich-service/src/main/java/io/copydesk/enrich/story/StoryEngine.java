package io.copydesk.enrich.story;

import io.copydesk.enrich.state.Telling;
import io.copydesk.enrich.state.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides for each telling of one language which story it belongs to and what it repeats, and revises what that
/// changes for others. Pure but for its index: [#tell] plans and changes nothing, [#apply] makes the plan true, and the
/// index rebuilt from what the plans kept decides the same.
public final class StoryEngine {
    /// An entry without a change for this long is forgotten, and a story with its last entry. Much longer than a story
    /// may pause: in a replay some blogs are days ahead of others.
    static final Duration KEPT = Duration.ofDays(14);
    /// The most entries that are kept of one story; the oldest go first.
    static final int MOST_MEMBERS = 200;
    /// The most live stories, and entries, of one language: about 1 KB of memory and 1 KB of state each.
    static final int MOST_STORIES = 40_000;
    static final int MOST_TELLINGS = 150_000;
    /// The most that one telling expires, so that none pays for all.
    private static final int EXPIRED_AT_ONCE = 50;

    /// Entries that are forgotten when there is one story too many; it may take several until a story has none.
    private static final int FORGOTTEN_FOR_ROOM = 4;

    private final StoryIndex index = new StoryIndex();
    private final Matching matching;
    private final Repeats repeats;
    private final Reasons reasons;
    private final Merging merging;
    private final Reconsidering reconsidering;
    private final Grouping grouping;
    private final Limits limits;
    /// The telling that was planned last: reading its words once is enough.
    private @Nullable Member latest;

    /// The bounds, so that a test can reach them.
    record Limits(int members, int stories, int tellings) {}

    public StoryEngine() {
        this(new Limits(MOST_MEMBERS, MOST_STORIES, MOST_TELLINGS));
    }

    StoryEngine(Limits limits) {
        this.limits = limits;
        var weights = new Weights(CommonWords.builtIn(), index);
        var likeness = new Likeness(weights);
        matching = new Matching(index, weights, likeness);
        repeats = new Repeats(index);
        reasons = new Reasons(weights);
        grouping = new Grouping(index, reasons);
        reconsidering = new Reconsidering(index, matching);
        merging = new Merging(index, matching, likeness);
    }

    /// Takes up what the store holds; in any order.
    public void restore(Told told) {
        index.put(told);
    }

    /// What this telling changes. Nothing has changed when it returns, nor when it throws.
    public Plan tell(Telling telling) {
        var before = index.member(telling.getEntry());
        before.ifPresent(member -> index.remove(member.entry()));
        try {
            return telling.getLive() ? told(telling, before) : gone(telling, before);
        } finally {
            before.ifPresent(index::put);
        }
    }

    /// Cannot fail on a plan that [#tell] has just made.
    public void apply(Plan plan) {
        plan.forgotten().forEach(index::remove);
        for (var told : plan.kept()) {
            var own = latest;
            if (own != null && own.entry().equals(told.getTelling().getEntry()) && own.says(told)) {
                index.put(new Member(told, own.features()));
            } else {
                index.put(told);
            }
        }
    }

    int stories() {
        return index.stories();
    }

    int tellings() {
        return index.tellings();
    }

    private Plan told(Telling telling, Optional<Member> before) {
        var draft = new Draft(index, telling, before);
        var own = draft.unlinked();
        latest = own;
        var copies = repeats.of(own);
        var matches = matching.of(own, before);
        if (!copies.isEmpty()) {
            grouping.link(own, copies, draft);
        } else {
            draft.keep(own, matches.stream().findFirst().filter(best -> best.score() >= Matching.BELONGS)
                    .map(best -> new Link(best.story().id(), Optional.empty(), best.score(), reasons.of(own, best)))
                    .orElseGet(() -> new Link(draft.ownStory(), Optional.empty(), 1, List.of("begins a story"))));
            grouping.regroup(index.repeatsOf(own.entry()), new ArrayList<>(List.of(own)), draft);
        }
        var story = draft.link(own).story();
        reconsidering.of(own, story, draft);
        merging.of(story, matches).forEach(draft::merge);
        forget(telling, draft.link(own).story()).forEach(draft::forget);
        return draft.plan();
    }

    private Plan gone(Telling telling, Optional<Member> before) {
        var draft = new Draft(index, telling, before);
        grouping.regroup(index.repeatsOf(telling.getEntry()), new ArrayList<>(), draft);
        draft.withdraw();
        return draft.plan();
    }

    private List<Member> forget(Telling telling, String story) {
        var forgotten = new LinkedHashMap<String, Member>();
        long now = index.byObserved().isEmpty()
                ? telling.getObservedAt().toEpochMilli()
                : Math.max(telling.getObservedAt().toEpochMilli(), index.byObserved().last().observedAt());
        int over = Math.max(index.tellings() + 1 - limits.tellings(),
                FORGOTTEN_FOR_ROOM * (index.stories() + 1 - limits.stories()));
        for (var member : index.byObserved()) {
            boolean old = member.observedAt() < now - KEPT.toMillis();
            if (forgotten.size() >= EXPIRED_AT_ONCE || (!old && forgotten.size() >= over)) {
                break;
            }
            forgotten.put(member.entry(), member);
        }
        index.story(story).filter(full -> full.size() >= limits.members())
                .ifPresent(full -> forgotten.put(full.members().first().entry(), full.members().first()));
        return List.copyOf(forgotten.values());
    }
}
