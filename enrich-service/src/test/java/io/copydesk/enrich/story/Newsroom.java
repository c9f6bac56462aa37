package io.copydesk.enrich.story;

import io.copydesk.contracts.StoryLink;
import io.copydesk.enrich.state.Telling;
import io.copydesk.enrich.state.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An engine with the store and the topic beside it, as the processor keeps them.
final class Newsroom {
    final Map<String, Told> store = new TreeMap<>();
    final Map<String, StoryLink> links = new TreeMap<>();
    final List<StoryLink> published = new ArrayList<>();
    StoryEngine engine;

    Newsroom() {
        this(new StoryEngine());
    }

    Newsroom(StoryEngine engine) {
        this.engine = engine;
    }

    Newsroom tell(List<Telling> tellings) {
        tellings.forEach(this::tell);
        return this;
    }

    Plan tell(Telling telling) {
        var plan = engine.tell(telling);
        plan.forgotten().forEach(store::remove);
        plan.kept().forEach(told -> store.put(told.getTelling().getEntry(), told));
        plan.links().forEach(link -> links.put(link.getEntry(), link));
        plan.unlinked().forEach(links::remove);
        published.addAll(plan.links());
        engine.apply(plan);
        return plan;
    }

    /// A new process, with the state of the old one.
    void restart() {
        engine = new StoryEngine();
        store.values().forEach(engine::restore);
    }

    StoryLink link(String entry) {
        return Optional.ofNullable(links.get(entry)).orElseThrow();
    }

    Map<String, String> stories() {
        var stories = new TreeMap<String, String>();
        links.forEach((entry, link) -> stories.put(entry, link.getStory()));
        return stories;
    }

    Map<String, String> originals() {
        var originals = new TreeMap<String, String>();
        links.forEach((entry, link) -> link.getDuplicateOf().ifPresent(original -> originals.put(entry, original)));
        return originals;
    }
}
