package io.copydesk.enrich.story;

import io.copydesk.contracts.StoryLink;
import io.copydesk.enrich.state.Told;
import java.util.List;

/// What a telling changes, before anything has changed.
///
/// @param kept the new state of entries, its own first
/// @param forgotten entries whose state goes: expired, or gone
/// @param links to publish
/// @param unlinked entries whose link is withdrawn
public record Plan(List<Told> kept, List<String> forgotten, List<StoryLink> links, List<String> unlinked) {
    public Plan {
        kept = List.copyOf(kept);
        forgotten = List.copyOf(forgotten);
        links = List.copyOf(links);
        unlinked = List.copyOf(unlinked);
    }
}
