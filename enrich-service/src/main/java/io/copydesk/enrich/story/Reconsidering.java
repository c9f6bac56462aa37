package io.copydesk.enrich.story;

import java.util.List;
import java.util.Optional;

/// Looks again at the entries around a telling in its blog: what was decided on little may belong to the story that the
/// blog proves to be about.
final class Reconsidering {
    /// So much more must speak for the other story, lest entries go to and fro.
    private static final double CLEARLY = 0.06;

    private final StoryIndex index;
    private final Matching matching;

    Reconsidering(StoryIndex index, Matching matching) {
        this.index = index;
        this.matching = matching;
    }

    /// @param id of the story that the telling has joined
    void of(Member telling, String id, Draft draft) {
        index.story(id).ifPresent(story -> {
            for (var member : matching.recent(telling)) {
                if (!member.story().equals(id) && member.duplicateOf().isEmpty()) {
                    reconsider(member, story, draft);
                }
            }
        });
    }

    private void reconsider(Member member, Story other, Draft draft) {
        var around = matching.around(member);
        double there = matching.of(member, other, around).score();
        if (there < Matching.BELONGS) {
            return;
        }
        double here = index.story(member.story()).filter(present -> present.size() > 1)
                .map(present -> matching.of(member, present, around).score() + CLEARLY).orElse(0.0);
        if (there <= here) {
            return;
        }
        var reason = "its blog is about story " + other.id();
        draft.revise(member, new Link(other.id(), Optional.empty(), there, List.of(reason)));
        for (var repeat : index.repeatsOf(member.entry())) {
            draft.revise(repeat, draft.link(repeat).in(other.id(), there, reason));
        }
    }
}
