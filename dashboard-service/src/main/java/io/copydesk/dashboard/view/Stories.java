package io.copydesk.dashboard.view;

import io.copydesk.contracts.StoryLink;
import io.copydesk.dashboard.view.Card.StoryOfEntry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which story each entry tells. Links are small, so far more of them are known than entries: one that is edited after
/// weeks finds its story again. Not safe for several threads.
final class Stories {
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Set<String>> tellings = new HashMap<>();
    private final int most;

    private record Link(String story, Optional<String> duplicateOf, float score, List<String> reasons, long version) {}

    /// @param most links; the one that was given longest ago is forgotten first
    Stories(int most) {
        this.most = most;
    }

    /// Returns whether it is news.
    boolean put(StoryLink link) {
        var known = links.get(link.getEntry());
        if (known != null && known.version() >= link.getLinkVersion()) {
            return false;
        }
        remove(link.getEntry());
        links.put(link.getEntry(), new Link(link.getStory(), link.getDuplicateOf(), link.getScore(),
                List.copyOf(link.getReasons()), link.getLinkVersion()));
        tellings.computeIfAbsent(link.getStory(), _ -> new LinkedHashSet<>()).add(link.getEntry());
        if (links.size() > most) {
            remove(links.keySet().iterator().next());
        }
        return true;
    }

    void remove(String entry) {
        var link = links.remove(entry);
        if (link != null) {
            tellings.computeIfPresent(link.story(), (_, entries) -> {
                entries.remove(entry);
                return entries.isEmpty() ? null : entries;
            });
        }
    }

    Optional<StoryOfEntry> of(String entry) {
        return Optional.ofNullable(links.get(entry)).map(link -> new StoryOfEntry(link.story(),
                link.duplicateOf().orElse(null), link.score(), link.reasons(), tellings(link.story()).size()));
    }

    /// The ids of the entries that tell a story.
    Set<String> tellings(String story) {
        return tellings.getOrDefault(story, Set.of());
    }
}
