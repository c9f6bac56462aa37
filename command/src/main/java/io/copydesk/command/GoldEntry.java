package io.copydesk.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.contracts.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One labelled entry of a gold set; see `gold/README.md`.
///
/// @param id `source/id` of an update, which `duplicateOf` names; the hash of its body for a captured entry
/// @param topics codes of top-level topics
/// @param duplicateOf the earlier entry that it repeats
record GoldEntry(String id, Observation observation, List<Mention> entities, Set<String> topics, String story,
        Optional<String> duplicateOf) {

    /// @param field headline or body
    record Mention(String label, Optional<String> qid, String field, int start, int end) {}

    static GoldEntry of(JsonNode line, String id, Observation observation) {
        var mentions = new ArrayList<Mention>();
        line.path("entities").forEach(entity -> mentions.add(new Mention(entity.path("label").asText(),
                text(entity.get("qid")), entity.path("field").asText(), entity.path("start").asInt(),
                entity.path("end").asInt())));
        var topics = new TreeSet<String>();
        line.path("topics").forEach(code -> topics.add(code.asText()));
        return new GoldEntry(id, observation, List.copyOf(mentions), topics, line.path("story").asText(),
                text(line.get("duplicateOf")));
    }

    private static Optional<String> text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node.asText());
    }
}
