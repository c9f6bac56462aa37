package io.copydesk.enrich.story;

import java.util.List;
import java.util.Optional;

/// A link as it is decided.
///
/// @param score 0 to 1
/// @param reasons strongest first
record Link(String story, Optional<String> duplicateOf, double score, List<String> reasons) {
    Link in(String otherStory, double score, String reason) {
        return new Link(otherStory, duplicateOf, score, List.of(reason));
    }
}
