package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.TopicTag;
import java.util.List;
import java.util.Optional;

/// What the tagger found in one entry, and what the blog remembers after it.
///
/// @param entities every mention, in the order of the text, headline first
/// @param topics best first
/// @param memory to be handed in with the blog's next entry
/// @param language BCP 47 tag, empty when nobody claims one and the words do not show it
public record Tags(List<EntityMention> entities, List<TopicTag> topics, NameMemory memory, Optional<String> language) {
    public Tags {
        entities = List.copyOf(entities);
        topics = List.copyOf(topics);
    }
}
