package io.copydesk.enrich.identity;

import io.copydesk.schemas.identity.Evidence;
import java.util.List;

/// Who an observation is of.
///
/// @param entry the entry's id: one already issued, or a new one
/// @param known whether it was issued before
/// @param rung what decided it
/// @param aliases evidence that names this entry from now on
/// @param unusable evidence that names two entries which were seen together, and that names nothing any more for its
///        source
/// @param merged ids that prove to be this entry too
public record Identity(String entry, boolean known, Evidence.Rung rung, List<String> aliases, List<String> unusable,
        List<String> merged) {}
