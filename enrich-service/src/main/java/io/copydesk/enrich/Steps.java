package io.copydesk.enrich;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Observation;
import io.copydesk.enrich.identity.BlogIndex;
import io.copydesk.enrich.identity.Identity;
import io.copydesk.enrich.identity.Ladder;
import io.copydesk.enrich.revision.Revision;
import io.copydesk.enrich.revision.Revisions;
import io.copydesk.enrich.state.Sightings;
import io.copydesk.enrich.tagging.NameMemory;
import io.copydesk.enrich.tagging.Tagger;
import io.copydesk.enrich.tagging.Tags;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/// What is done to each observation, in this order. Every step is a pure function of what it is given: it may fail,
/// and leaves no trace when it does.
///
/// @param identify which entry is it of
/// @param revise what does it change
/// @param tag what does the new text name
record Steps(Identify identify, Revise revise, Tag tag) {

    @FunctionalInterface
    interface Identify {
        Optional<Identity> identify(Observation observation, BlogIndex index);
    }

    @FunctionalInterface
    interface Revise {
        Revision revise(Observation observation, Identity identity, Optional<Entry> current, Sightings sightings);
    }

    @FunctionalInterface
    interface Tag {
        Tagged tag(Entry entry, NameMemory memory);
    }

    /// @param entry with its tags, and the versions of the data that made them
    /// @param memory of the blog after it
    record Tagged(Entry entry, NameMemory memory) {}

    /// @param tagger asked anew for each entry, since its data may be replaced meanwhile
    static Steps of(Supplier<Tagger> tagger) {
        return new Steps(new Ladder()::identify, new Revisions()::revise,
                (entry, memory) -> tagged(entry, memory, tagger.get()));
    }

    /// A pure step can only fail because of the record it is given; what reads state may fail for other reasons.
    static <T> T attempt(String name, Supplier<T> step) {
        try {
            return step.get();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new FailedStepException(name, e);
        }
    }

    /// What is not live has no text, and names nothing.
    private static Tagged tagged(Entry entry, NameMemory memory, Tagger tagger) {
        var tags = entry.getStatus() == EntryStatus.LIVE
                ? tagger.tag(entry.getHeadline(), entry.getBody(), entry.getLanguage(), memory)
                : new Tags(List.of(), List.of(), memory, entry.getLanguage());
        return new Tagged(Entry.newBuilder(entry).setEntities(tags.entities()).setTopics(tags.topics())
                .setLanguage(tags.language().orElse(null)).setGazetteer(tagger.gazetteerVersion())
                .setTopicRules(tagger.topicRulesVersion()).build(), tags.memory());
    }
}
