package io.copydesk.enrich.tagging;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.copydesk.contracts.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One line of a gazetteer.
///
/// @param qid Wikidata QID; absent when none is known
/// @param unchecked the QID was found once, but not confirmed; it is kept for whoever checks it and is not published
/// @param label the entity's name for people; always one of its names
/// @param names further names and spellings that stand for this entity wherever they occur
/// @param demonyms adjectives and nouns for its people
/// @param ambiguous names that stand for it only where the entry speaks of it otherwise, or has one of `context`
/// @param context words and phrases that tell this entity from others of the same name
/// @param standsFor QID of what a metonym stands for
/// @param source where the line was taken from
/// @param foldedLabel computed, whatever the line says: every mention asks for it
/// @param key computed too: the QID where one is published, else `name:` and the folded label
record Entity(@Nullable String qid, boolean unchecked, EntityType type, String label, List<String> names,
        List<String> demonyms, List<String> ambiguous, List<String> context,
        @JsonProperty("stands-for") @Nullable String standsFor,
        String source, String foldedLabel, String key) {

    private static final String TEXT = "the text";

    Entity {
        type = type == null ? EntityType.UNKNOWN : type;
        label = label == null ? "" : label.strip();
        names = names == null ? List.of() : List.copyOf(names);
        demonyms = demonyms == null ? List.of() : List.copyOf(demonyms);
        ambiguous = ambiguous == null ? List.of() : List.copyOf(ambiguous);
        context = context == null ? List.of() : List.copyOf(context);
        source = source == null ? "" : source.strip();
        foldedLabel = FoldedText.fold(label);
        key = qid == null || unchecked ? "name:" + foldedLabel : qid;
    }

    /// Something that no gazetteer has, called as the text calls it.
    static Entity unlinked(EntityType type, String label) {
        return new Entity(null, false, type, label, List.of(), List.of(), List.of(), List.of(), null, TEXT, "", "");
    }

    /// The QID as it is published.
    @Nullable
    String publishedQid() {
        return unchecked ? null : qid;
    }

    /// Whether no gazetteer has it.
    boolean isUnlinked() {
        return source.equals(TEXT);
    }

    boolean isPerson() {
        return type == EntityType.PERSON;
    }

    /// The entity without names that another holds from now on; its label needs context if it is among them.
    Entity without(Set<String> taken) {
        if (NamesOf.entity(this).stream().map(Name::key).noneMatch(taken::contains)) {
            return this;
        }
        var guarded = new ArrayList<>(ambiguous);
        if (taken.contains(foldedLabel)) {
            guarded.add(label);
        }
        return new Entity(qid, unchecked, type, label, left(names, taken), left(demonyms, taken), guarded, context,
                standsFor, source, foldedLabel, "");
    }

    private static List<String> left(List<String> names, Set<String> taken) {
        return names.stream().filter(name -> !taken.contains(FoldedText.fold(name))).toList();
    }
}
