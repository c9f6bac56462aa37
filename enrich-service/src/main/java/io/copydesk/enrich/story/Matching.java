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
    private static final double SAME_BLOG = 0.3;
    /// What an entry's present story has ahead of others, so that small edits move nothing.
    private static final double PRESENT = 0.05;
    private static final int RECENT = 12;
    /// A blog of so few entries is half as sure of its story as a long one.
    private static final double FEW_RECENT = 1.5;
    private static final double HALF_LIFE_MILLIS = 8 * 3_600_000.0;

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
        var recent = recent(telling);
        var stories = new LinkedHashMap<String, Story>();
        candidates.of(telling).forEach(story -> stories.put(story.id(), story));
        recent.forEach(member -> index.story(member.story()).ifPresent(story -> stories.put(story.id(), story)));
        var present = before.flatMap(member -> index.story(member.story()));
        present.ifPresent(story -> stories.put(story.id(), story));
        var matches = new ArrayList<Match>();
        for (var story : stories.values()) {
            var match = of(telling, story, recent);
            boolean isPresent = present.filter(now -> now.id().equals(story.id())).isPresent();
            matches.add(isPresent ? new Match(story, match.content(), match.score() + PRESENT) : match);
        }
        matches.sort(Comparator.comparing(Match::score).reversed().thenComparing(match -> match.story().id()));
        return matches;
    }

    /// One story's likelihood for an entry that may be in another now.
    Match of(Member telling, Story story) {
        return of(telling, story, recent(telling));
    }

    private Match of(Member telling, Story story, List<Member> recent) {
        double content = likeness.of(telling, story);
        double places = Likeness.disagreeOnPlaces(telling.features().places(), story) ? 0.6 : 1;
        return new Match(story, content,
                Math.min(1, content + SAME_BLOG * places * continuity(telling, story, recent)));
    }

    private static double continuity(Member telling, Story story, List<Member> recent) {
        int same = 0;
        long gap = Long.MAX_VALUE;
        for (var member : recent) {
            if (member.story().equals(story.id())) {
                same++;
                gap = Math.min(gap, Math.abs(member.occurredAt() - telling.occurredAt()));
            }
        }
        if (same == 0) {
            return 0;
        }
        double share = (double) same / recent.size();
        return share * share * recent.size() / (recent.size() + FEW_RECENT) / (1 + gap / HALF_LIFE_MILLIS);
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
