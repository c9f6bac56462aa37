package io.copydesk.dashboard.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.StoryLink;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a [View] knows, and what each record changes of it. Not safe for several threads.
final class ViewState {
    final Recent recent;
    final Stories stories;
    final Trends trends;
    final Map<String, SourceState> sources = new TreeMap<>();
    final Merges merges;
    final EventLog log;
    private final int mostSources;
    private boolean complete;

    ViewState(Position start, ViewLimits limits) {
        this.recent = new Recent(limits.entries(), limits.characters());
        this.stories = new Stories(limits.links());
        this.merges = new Merges(limits.links());
        this.trends = new Trends(limits.trends(), limits.tags());
        this.log = new EventLog(start, limits.events(), limits.characters());
        this.mostSources = limits.sources();
    }

    /// All that there was at the start has been taken in.
    void complete() {
        complete = true;
    }

    /// Where an event was read.
    record Place(int partition, long offset) {}

    /// @param place null where nobody is told
    void apply(News what, @Nullable Place place) {
        switch (what) {
            case News.Changed(var change) -> change(change, place);
            case News.Stands(var entry) -> stands(entry);
            case News.Forgotten(var entry) -> gone(entry, "expired", null, place);
            case News.Linked(var link) -> link(link, place);
            case News.Unlinked(var entry) -> stories.remove(entry);
            case News.Counted(var trend) -> trends.put(trend);
            case News.Fares(var health) -> {
                var state = SourceState.of(health);
                if (sources.size() < mostSources || sources.containsKey(state.source())) {
                    sources.put(state.source(), state);
                    tell(place, "source", state, null, null);
                }
            }
            case News.Nothing() -> {
                // the position has moved
            }
        }
    }

    private void change(Change change, @Nullable Place place) {
        var state = change.getState().orElse(null);
        if (change.getKind() == ChangeKind.ERASED || state == null) {
            gone(change.getEntry(), "erased", null, place);
        } else if (state.getStatus() == EntryStatus.MERGED) {
            var into = state.getMergedInto().orElse(null);
            if (into != null) {
                merges.put(state.getId(), into);
            }
            gone(state.getId(), "merged", into, place);
        } else {
            // the same version where the state itself has come first
            var known = recent.get(state.getId()).filter(each -> each.version() <= state.getVersion()).orElse(null);
            var before = known == null || known.version() == state.getVersion() ? null : known;
            var card = Card.of(state, change.getKind(), Difference.of(change, state, before), known)
                    .with(stories.of(state.getId()));
            if (recent.get(card.id()).filter(each -> each.version() > card.version()).isEmpty()) {
                recent.put(card);
            }
            tell(place, "change", Map.of("entry", card), card, before);
        }
    }

    /// Only the feed of changes tells news; this fills what that does not reach back to. From then on a change may come
    /// before its state or after it, so that what is known already is left to the change.
    private void stands(Entry entry) {
        var known = recent.get(entry.getId()).orElse(null);
        if (entry.getStatus() == EntryStatus.MERGED) {
            entry.getMergedInto().ifPresent(into -> merges.put(entry.getId(), into));
            recent.remove(entry.getId());
        } else if (merges.of(entry.getId()).isEmpty()
                && (known == null || (!complete && known.version() < entry.getVersion()))) {
            var kind = entry.getStatus() == EntryStatus.RETRACTED
                    ? ChangeKind.RETRACTED
                    : Card.kindAt(entry.getRevision());
            recent.put(Card.of(entry, kind, List.of(), known).with(stories.of(entry.getId())));
        }
    }

    private void gone(String entry, String reason, @Nullable String into, @Nullable Place place) {
        var known = recent.remove(entry);
        if (!reason.equals("merged")) {
            stories.remove(entry);
            merges.forget(entry);
            log.forget(event -> event.card() != null && event.card().id().equals(entry));
        }
        if (known.isPresent() || !reason.equals("expired")) {
            tell(place, "gone", new Gone(entry, reason, into), null, null);
        }
    }

    private record Gone(String entry, String reason, @Nullable String into) {}

    private void link(StoryLink link, @Nullable Place place) {
        if (!stories.put(link)) {
            return;
        }
        var story = stories.of(link.getEntry());
        recent.get(link.getEntry()).ifPresent(card -> {
            var linked = card.with(story);
            recent.put(linked);
            tell(place, "story", Map.of("entry", card.id(), "story", story.orElseThrow()), linked, card);
        });
    }

    private void tell(@Nullable Place place, String name, Object data, @Nullable Card card, @Nullable Card before) {
        if (place == null) {
            return;
        }
        try {
            var gone = name.equals("change") && card != null
                    ? Json.MAPPER.writeValueAsString(new Gone(card.id(), "filtered", null))
                    : null;
            log.add(new Event(log.next(), place.partition(), place.offset(), name,
                    Json.MAPPER.writeValueAsString(data), card, before, gone));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers have a JSON", e);
        }
    }

    /// With the size that its story has by now.
    Card current(Card card) {
        return card.with(stories.of(card.id()));
    }
}
