package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityType;
import java.util.Set;

/// What a dump says of an entity.
///
/// @param names labels and aliases in all languages asked for, without the label
/// @param sitelinks wikis that write about it
public record WikidataEntity(String qid, EntityType type, String label, Set<String> names, Set<String> demonyms,
        int sitelinks) {}
