package io.copydesk.command;

import io.copydesk.command.GoldEntry.Mention;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.StoryLink;
import io.copydesk.enrich.story.BCubed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.lang3.StringUtils;

/// Compares what the topology makes of a gold set with its labels.
///
/// An entity is the same when its QID is, or its label without case and accents. Where the labels know no QID, a link is
/// neither right nor wrong.
final class Evaluation {
    final Score byLabel = new Score("entities by label");
    final Score linked = new Score("entities linked");
    final Score byMention = new Score("entities by mention");
    final Score topics = new Score("topics (top level)");
    final Score duplicates = new Score("duplicate pairs");
    private final Map<String, String> goldStories = new LinkedHashMap<>();
    private final Map<String, String> stories = new LinkedHashMap<>();

    static Evaluation of(GoldSet gold) {
        var evaluation = new Evaluation();
        var result = Desk.enrich(gold.entries().stream().map(GoldEntry::observation).toList());
        var ids = new HashMap<String, String>();
        for (int i = 0; i < gold.entries().size(); i++) {
            var labelled = gold.entries().get(i);
            var entry = result.outcomes().get(i).entry();
            entry.ifPresent(state -> ids.put(state.getId(), labelled.id()));
            evaluation.entry(labelled, entry);
            evaluation.story(labelled, entry.map(Entry::getId).map(result.links()::get));
        }
        evaluation.duplicates(gold, result, ids);
        return evaluation;
    }

    BCubed stories() {
        return BCubed.score(goldStories, stories);
    }

    List<String> lines() {
        var story = stories();
        return List.of(byLabel.line(), linked.line(), byMention.line(), topics.line(),
                Score.line("stories B-cubed", story.precision(), story.recall(), story.f1(),
                        new HashSet<>(goldStories.values()).size() + " stories, "
                                + new HashSet<>(stories.values()).size()
                                + " found"),
                duplicates.line());
    }

    List<String> errors() {
        var errors = new ArrayList<String>();
        List.of(byLabel, linked, topics, duplicates).forEach(score -> errors.addAll(score.errors()));
        goldStories
                .forEach((entry, story) -> errors.add("story: " + entry + ": " + story + " -> " + stories.get(entry)));
        return errors;
    }

    private void entry(GoldEntry labelled, Optional<Entry> entry) {
        var mentions = entry.map(Entry::getEntities).orElse(List.of());
        labels(labelled, mentions);
        links(labelled, mentions);
        mentions(labelled, mentions);
        var found = new TreeSet<String>();
        entry.ifPresent(state -> state.getTopics().forEach(topic -> found.add(topic.getTop())));
        compare(topics, labelled.id(), labelled.topics(), found);
    }

    /// Each entity once an entry.
    private void labels(GoldEntry labelled, List<EntityMention> mentions) {
        var wanted = new LinkedHashMap<String, Mention>();
        labelled.entities()
                .forEach(mention -> wanted.putIfAbsent(mention.qid().orElse(fold(mention.label())), mention));
        var found = new LinkedHashMap<String, EntityMention>();
        mentions.forEach(mention -> found.putIfAbsent(mention.getEntity(), mention));
        var left = new ArrayList<>(found.values());
        for (var mention : wanted.values()) {
            var match = left.stream().filter(each -> isSame(mention, each)).findFirst();
            match.ifPresentOrElse(each -> {
                byLabel.right();
                left.remove(each);
            }, () -> byLabel.missed(labelled.id() + ": " + mention.label()));
        }
        left.forEach(each -> byLabel
                .wrong(labelled.id() + ": " + each.getLabel() + " ('" + each.getSurface() + "', " + each.getRule()
                        + ")"));
    }

    private void links(GoldEntry labelled, List<EntityMention> mentions) {
        var wanted = new LinkedHashSet<String>();
        labelled.entities().forEach(mention -> mention.qid().ifPresent(wanted::add));
        var found = new LinkedHashSet<String>();
        for (var mention : mentions) {
            boolean unknown = labelled.entities().stream().anyMatch(
                    each -> each.qid().isEmpty() && fold(each.label()).equals(fold(mention.getLabel())));
            mention.getQid().filter(qid -> !unknown).ifPresent(found::add);
        }
        compare(linked, labelled.id(), wanted, found);
    }

    private void mentions(GoldEntry labelled, List<EntityMention> mentions) {
        var left = new ArrayList<>(mentions);
        for (var mention : labelled.entities()) {
            var match = left.stream().filter(each -> isSame(mention, each) && place(each).equals(place(mention)))
                    .findFirst();
            match.ifPresentOrElse(each -> {
                byMention.right();
                left.remove(each);
            }, () -> byMention.missed(labelled.id() + ": " + mention));
        }
        left.forEach(each -> byMention.wrong(labelled.id() + ": " + each.getSurface()));
    }

    private void story(GoldEntry labelled, Optional<StoryLink> link) {
        goldStories.put(labelled.id(), labelled.story());
        stories.put(labelled.id(), link.map(StoryLink::getStory).orElse("none of " + labelled.id()));
    }

    /// All pairs of entries that say the same, whichever of them is held for the first.
    private void duplicates(GoldSet gold, Desk.Result result, Map<String, String> ids) {
        var wanted = new HashMap<String, String>();
        gold.entries().forEach(entry -> entry.duplicateOf().ifPresent(first -> wanted.put(entry.id(), first)));
        var found = new HashMap<String, String>();
        result.links().forEach((entry, link) -> link.getDuplicateOf()
                .ifPresent(first -> found.put(ids.getOrDefault(entry, entry), ids.getOrDefault(first, first))));
        compare(duplicates, "", pairs(wanted), pairs(found));
    }

    private static Set<String> pairs(Map<String, String> firstOf) {
        var groups = new HashMap<String, TreeSet<String>>();
        firstOf.forEach((entry, first) -> {
            var group = groups.computeIfAbsent(root(first, firstOf), key -> new TreeSet<>());
            group.add(entry);
            group.add(first);
        });
        var pairs = new TreeSet<String>();
        groups.values().forEach(group -> group.forEach(one -> group.tailSet(one, false)
                .forEach(other -> pairs.add(one + " = " + other))));
        return pairs;
    }

    private static String root(String entry, Map<String, String> firstOf) {
        var seen = new HashSet<String>();
        var root = entry;
        while (firstOf.containsKey(root) && seen.add(root)) {
            root = firstOf.getOrDefault(root, root);
        }
        return root;
    }

    private static void compare(Score score, String entry, Set<String> wanted, Set<String> found) {
        for (var each : found) {
            if (wanted.contains(each)) {
                score.right();
            } else {
                score.wrong(entry + ": " + each);
            }
        }
        wanted.stream().filter(each -> !found.contains(each)).forEach(each -> score.missed(entry + ": " + each));
    }

    private static boolean isSame(Mention labelled, EntityMention found) {
        boolean sameQid = labelled.qid().isPresent() && labelled.qid().equals(found.getQid());
        return sameQid || fold(labelled.label()).equals(fold(found.getLabel()));
    }

    private static String place(Mention mention) {
        return mention.field() + " " + mention.start() + " " + mention.end();
    }

    private static String place(EntityMention mention) {
        return mention.getField().name().toLowerCase(Locale.ROOT) + " " + mention.getStart() + " " + mention.getEnd();
    }

    private static String fold(String label) {
        return StringUtils.stripAccents(label).toLowerCase(Locale.ROOT);
    }
}
