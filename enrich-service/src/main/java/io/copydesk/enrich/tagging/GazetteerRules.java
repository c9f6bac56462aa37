package io.copydesk.enrich.tagging;

import io.copydesk.contracts.EntityType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What a gazetteer must keep to.
final class GazetteerRules {
    private static final Pattern QID = Pattern.compile("Q[1-9][0-9]*");

    private GazetteerRules() {}

    /// Problems that one line shows by itself.
    static List<String> fieldProblems(Entity entity) {
        var problems = new ArrayList<String>();
        String qid = entity.qid();
        if (entity.label().isEmpty()) {
            problems.add("no label");
        }
        if (entity.type() == EntityType.UNKNOWN) {
            problems.add("no type for " + entity.label());
        }
        if (entity.source().isEmpty()) {
            problems.add("no source for " + entity.label());
        }
        if (qid != null && !QID.matcher(qid).matches()) {
            problems.add("'" + qid + "' is not a QID");
        }
        if (qid == null && entity.unchecked()) {
            problems.add("nothing to be checked: " + entity.label() + " has no qid");
        }
        if (!entity.ambiguous().isEmpty() && entity.context().isEmpty()) {
            problems.add(entity.label() + " has ambiguous names, but no context words");
        }
        return problems;
    }

    /// Problems between lines: one QID or key twice, names that two entities claim, metonyms of nothing.
    static List<String> problems(List<Entity> entities) {
        var problems = new ArrayList<String>();
        Set<String> seen = new HashSet<>();
        for (Entity entity : entities) {
            if (!seen.add(entity.key())) {
                problems.add("twice in the gazetteer: " + entity.key() + " (" + entity.label() + ")");
            }
            String qid = entity.qid();
            if (entity.unchecked() && qid != null && !seen.add(qid)) {
                problems.add("twice in the gazetteer: " + qid + " (" + entity.label() + ")");
            }
        }
        for (Entity entity : entities) {
            String target = entity.standsFor();
            if (target != null && !seen.contains(target)) {
                problems.add(entity.label() + " stands for " + target + ", which is not in the gazetteer");
            }
        }
        problems.addAll(collisions(entities));
        return problems;
    }

    /// At most one entity may hold a name outright; any other that wants it must say by which context it is meant.
    private static List<String> collisions(List<Entity> entities) {
        Map<String, Set<String>> holders = new TreeMap<>();
        for (Entity entity : entities) {
            for (Name name : NamesOf.entity(entity)) {
                if (name.kind() != Name.Kind.AMBIGUOUS) {
                    holders.computeIfAbsent(name.key(), key -> new TreeSet<>()).add(entity.label() + " ("
                            + entity.key() + ")");
                }
            }
        }
        return holders.entrySet()
                .stream()
                .filter(name -> name.getValue().size() > 1)
                .map(name -> "'" + name.getKey() + "' is claimed by " + String.join(" and ", name.getValue())
                        + "; make it ambiguous, with context words")
                .toList();
    }
}
