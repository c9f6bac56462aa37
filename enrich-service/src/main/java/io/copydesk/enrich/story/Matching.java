package io.copydesk.enrich.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Which stories a telling may belong to: by what it says, and by where it stands, for a live blog mostly goes on with
/// what it was about. A blog of many stories gives none of them much.
final class Matching {
    /// From this score on a telling belongs to a story.
    static final double BELONGS = 0.22;
    /// What a blog that has one story only adds to it.
    private static final double SAME_BLOG = 0.42;
    /// What an entry's present story has ahead of others, so that small edits move nothing.
    private static final double PRESENT = 0.05;
    /// From so many entries on a story counts as another that its blog has.
    private static final int GROWN = 4;
    /// Below this a blog has not shown yet that it stays with its story.
    private static final double UNSETTLED = 0.5;
    private static final double NO_COMMON_NAME = 0.5;
    /// What new names, or other places, leave of a settled blog's word for its story.
    private static final double NEW_NAMES = 0.75;
    private static final double OTHER_PLACES = 0.6;
    private static final int RECENT = 12;
    /// A blog of so few entries is half as sure of its story as a long one.
    private static final double FEW_RECENT = 1.5;
    private static final double HALF_LIFE_MILLIS = 8 * 3_600_000.0;

    private static final Comparator<Match> BEST = (left, right) -> left.score() == right.score()
            ? left.story().id().compareTo(right.story().id())
            : Double.compare(right.score(), left.score());

    private final StoryIndex index;
    private final Candidates candidates;
    private final Likeness likeness;

    Matching(StoryIndex index, Weights weights, Likeness likeness) {
        this.index = index;
        this.candidates = new Candidates(index, weights);
        this.likeness = likeness;
    }

    /// Best first.
    List<Match> of(Member telling, Optional<Member> before) {
        var recent = around(telling);
        var stories = new LinkedHashMap<String, Story>();
        candidates.of(telling).forEach(story -> stories.put(story.id(), story));
        for (var story : recent.stories()) {
            stories.put(story.id(), story);
        }
        var present = before.flatMap(member -> index.story(member.story()));
        present.ifPresent(story -> stories.put(story.id(), story));
        var matches = new ArrayList<Match>();
        for (var story : stories.values()) {
            var match = of(telling, story, recent);
            boolean isPresent = present.filter(now -> now.id().equals(story.id())).isPresent();
            matches.add(isPresent ? new Match(story, match.content(), match.score() + PRESENT) : match);
        }
        matches.sort(BEST);
        return matches;
    }

    /// One story's likelihood for an entry that may be in another now.
    Match of(Member telling, Story story) {
        return of(telling, story, around(telling));
    }

    Match of(Member telling, Story story, Around recent) {
        double continuity = continuity(telling, story, recent);
        // a blog goes on with new names; another blog's words without its names are words of any such event
        boolean strange = Likeness.isStrange(telling, story);
        double names = !strange ? 1 : continuity < UNSETTLED ? NO_COMMON_NAME : NEW_NAMES;
        double content = (names == NO_COMMON_NAME ? names : 1) * likeness.of(telling, story);
        double places = Likeness.disagreeOnPlaces(telling.features().places(), story) ? OTHER_PLACES : 1;
        return new Match(story, content,
                Math.min(1, content + SAME_BLOG * Math.min(places, names) * continuity));
    }

    /// Which share of what the blog has told lately this story is. Entries that have found little company yet speak
    /// for none: else a blog would seem to have many stories because the first entries of its one said little.
    private static double continuity(Member telling, Story story, Around recent) {
        int same = 0;
        int known = 0;
        long gap = Long.MAX_VALUE;
        for (int at = 0; at < recent.members().size(); at++) {
            var other = recent.stories().get(at);
            if (other.equals(story)) {
                same++;
                known++;
                gap = Math.min(gap, Math.abs(recent.members().get(at).occurredAt() - telling.occurredAt()));
            } else if (other.size() >= GROWN) {
                known++;
            }
        }
        if (same == 0) {
            return 0;
        }
        double share = (double) same / known;
        return share * share * same / (same + FEW_RECENT) / (1 + gap / HALF_LIFE_MILLIS);
    }

    /// The blog's entries around one, and the story of each.
    record Around(List<Member> members, List<Story> stories) {}

    Around around(Member telling) {
        var recent = recent(telling);
        var stories = new ArrayList<Story>(recent.size());
        for (var member : recent) {
            stories.add(index.story(member.story()).orElseThrow());
        }
        return new Around(recent, stories);
    }

    /// The blog's entries around this one, those before it first.
    List<Member> recent(Member telling) {
        var blog = index.ofBlog(telling.blog());
        var recent = new ArrayList<Member>(RECENT);
        for (var member : blog.headSet(telling, false).descendingSet()) {
            if (recent.size() == RECENT) {
                return recent;
            }
            recent.add(member);
        }
        for (var member : blog.tailSet(telling, false)) {
            if (recent.size() == RECENT) {
                return recent;
            }
            recent.add(member);
        }
        return recent;
    }
}
