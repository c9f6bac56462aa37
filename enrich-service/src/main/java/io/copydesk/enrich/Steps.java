package io.copydesk.enrich;

import io.copydesk.contracts.Entry;
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
import java.util.Optional;

/// What is done to each observation, in this order. Every step is a pure function of what it is given: it may fail,
/// and leaves no trace when it does.
///
/// @param identify which entry is it of
/// @param revise what does it change
/// @param tag what does the new text name
/// @param gazetteer version of the names behind `tag`
/// @param topicRules version of the rules behind `tag`
record Steps(Identify identify, Revise revise, Tag tag, String gazetteer, String topicRules) {

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
        Tags tag(String headline, String body, Optional<String> claimedLanguage, NameMemory memory);
    }

    static Steps of(Tagger tagger) {
        return new Steps(new Ladder()::identify, new Revisions()::revise, tagger::tag, tagger.gazetteerVersion(),
                tagger.topicRulesVersion());
    }
}
