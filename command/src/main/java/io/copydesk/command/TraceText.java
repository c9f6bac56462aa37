package io.copydesk.command;

import static io.copydesk.command.EntryTrace.version;

import io.copydesk.command.EntryTrace.Linked;
import io.copydesk.command.EntryTrace.Look;
import io.copydesk.command.EntryTrace.Revised;
import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.StoryLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The way of an entry, for people to read.
final class TraceText {
    private static final int LONGEST = 80;

    private final List<String> lines = new ArrayList<>();

    private TraceText() {}

    static List<String> of(EntryTrace trace) {
        var text = new TraceText();
        text.entry(trace);
        text.section("looks (copydesk.raw)", trace.looks().stream().map(TraceText::look).toList());
        text.section("revisions (copydesk.changes)",
                trace.revisions().stream().map(revised -> revision(revised, trace.ids().getFirst())).toList());
        trace.current().ifPresent(entry -> text.section(
                "tags (gazetteer " + entry.getGazetteer() + ", topic rules " + entry.getTopicRules() + ")",
                tags(entry)));
        text.section("story (copydesk.stories)", trace.links().stream().map(TraceText::link).toList());
        if (trace.stores().isEmpty()) {
            text.section("stores", List.of("none is configured here (COPYDESK_DATABASE_URL, COPYDESK_OPENSEARCH_URL)"));
        }
        trace.stores().forEach(store -> text.section(store.store(), store(store)));
        var letters = new ArrayList<>(trace.letters().stream().map(LetterText::line).toList());
        if (trace.unreadable() > 0) {
            letters.add(trace.unreadable() + " of its blog do not decode: whose they are cannot be told");
        }
        text.section("dead letters", letters);
        return text.lines;
    }

    private void section(String title, List<String> content) {
        lines.add("");
        lines.add(title);
        (content.isEmpty() ? List.of("none") : content).forEach(line -> lines.add("  " + line));
    }

    private void entry(EntryTrace trace) {
        lines.add("entry " + trace.ids().getFirst() + " of blog " + clipped(trace.blog()));
        trace.ids().stream().skip(1).forEach(id -> lines.add("  " + id + " was merged into it"));
        trace.current().ifPresentOrElse(entry -> {
            lines.add("  " + entry.getStatus() + ", version " + version(entry.getVersion()) + ", first seen by "
                    + clipped(entry.getSource()) + " at " + entry.getFirstObservedAt() + ", known by its "
                    + entry.getIdentityRung());
            entry.getEvidence().ifPresent(evidence -> lines.add("  " + clipped(evidence)));
            entry.getAliases().forEach(alias -> lines.add("  " + clipped(alias)));
        }, () -> lines.add("  is not on copydesk.entries: forgotten, or erased"));
    }

    private static String look(Look look) {
        var seen = look.observation();
        var made = look.changes().isEmpty()
                ? "no change"
                : look.changes().stream().map(change -> change.getKind() + " " + version(change.getVersion()))
                        .collect(Collectors.joining(", "));
        return look.place() + "  " + seen.getObservedAt() + "  " + clipped(seen.getSource()) + "  look "
                + seen.getLook() + "/" + seen.getPosition() + "  " + seen.getSignal() + "  "
                + (seen.getParser().isEmpty() ? "" : seen.getParser() + " " + seen.getParserVersion() + "  ") + "→ "
                + made;
    }

    private static String revision(Revised revised, String entry) {
        var change = revised.change();
        var diff = change.getDiff().stream().map(field -> field.getField() + ": " + quoted(field.getBefore()) + " → "
                + quoted(field.getAfter())).collect(Collectors.joining("; "));
        return revised.place() + "  " + change.getObservedAt() + "  " + change.getKind() + " "
                + version(change.getVersion()) + "  " + clipped(change.getSource()) + of(change, entry)
                + (diff.isEmpty() ? "" : "  " + diff);
    }

    private static String of(Change change, String entry) {
        return change.getEntry().equals(entry) ? "" : "  of " + change.getEntry();
    }

    private static List<String> tags(Entry entry) {
        var tags = new ArrayList<String>();
        entry.getEntities().forEach(mention -> tags.add(mention.getLabel() + " (" + mention.getEntity() + ", "
                + mention.getType() + ")  " + mention.getField().name().toLowerCase(Locale.ROOT) + " "
                + mention.getStart() + "–" + mention.getEnd() + " " + quoted(mention.getSurface()) + "  "
                + mention.getRule() + "  " + mention.getConfidence()));
        entry.getTopics().forEach(topic -> tags.add(topic.getLabel() + " (" + topic.getCode() + ")  "
                + topic.getScore() + "  because of " + String.join(", ", topic.getTerms())));
        return tags;
    }

    private static String link(Linked linked) {
        return linked.place() + "  " + linked.link().map(TraceText::link).orElse("belongs to no story any more");
    }

    private static String link(StoryLink link) {
        return link.getStory() + link.getDuplicateOf().map(other -> ", repeats " + other).orElse("") + "  version "
                + link.getLinkVersion() + "  " + clipped(String.join(", ", link.getReasons()));
    }

    private static List<String> store(StoreView store) {
        return store.problem().map(problem -> List.of("was not asked: " + clipped(problem)))
                .orElseGet(() -> store.facts().stream().map(TraceText::fact).toList());
    }

    private static String fact(StoreView.Fact fact) {
        boolean isLink = fact.what().equals("story");
        return fact.what() + "  " + stored(fact.stored(), isLink)
                + (fact.rows().isEmpty() ? "" : ", " + fact.rows()) + "  " + fact.standing()
                + (fact.standing().equals("in step") ? "" : ", the topic has " + stored(fact.topic(), isLink));
    }

    private static String stored(OptionalLong version, boolean isLink) {
        if (version.isEmpty()) {
            return "nothing";
        }
        return isLink ? "version " + version.getAsLong() : "version " + version(version.getAsLong());
    }

    private static String quoted(String text) {
        return "\"" + clipped(text) + "\"";
    }

    private static String clipped(String text) {
        return LetterText.clipped(text, LONGEST);
    }
}
