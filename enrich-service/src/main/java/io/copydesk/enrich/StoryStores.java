package io.copydesk.enrich;

import io.copydesk.enrich.state.Told;
import io.copydesk.enrich.story.Plan;
import io.copydesk.enrich.story.StoryEngine;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/// What the tellings of a task's languages have left: one store, and an engine for each language that is a view of it.
/// Keys are the language, a line break and the entry.
final class StoryStores {
    static final String TELLINGS = "tellings";
    /// A language is a tag of two or three letters, so there is no end of names, but an end of those in use.
    private final Map<String, StoryEngine> engines = new HashMap<>();
    private final KeyValueStore<String, Told> tellings;

    StoryStores(ProcessorContext<?, ?> context) {
        this.tellings = context.getStateStore(TELLINGS);
        try (var all = tellings.all()) {
            all.forEachRemaining(told -> engine(told.value.getTelling().getLanguage()).restore(told.value));
        }
    }

    StoryEngine engine(String language) {
        return engines.computeIfAbsent(language, key -> new StoryEngine());
    }

    /// The store first: an engine never knows what the store does not.
    void apply(String language, Plan plan) {
        plan.forgotten().forEach(entry -> tellings.delete(key(language, entry)));
        plan.kept().forEach(told -> tellings.put(key(language, told.getTelling().getEntry()), told));
        engine(language).apply(plan);
    }

    private static String key(String language, String entry) {
        return language + "\n" + entry;
    }
}
