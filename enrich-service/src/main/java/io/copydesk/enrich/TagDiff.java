package io.copydesk.enrich;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/// What of an entry's tags is other than before, by the names that people read.
final class TagDiff {
    private TagDiff() {}

    /// Empty when both have the same tags, whatever version of the data made them.
    static List<FieldChange> of(Entry before, Entry after) {
        var diff = new ArrayList<FieldChange>();
        if (!before.getEntities().equals(after.getEntities())) {
            diff.add(change("entities", before, after, entry -> entry.getEntities().stream()
                    .map(mention -> mention.getLabel() + " (" + mention.getEntity() + ")").toList()));
        }
        if (!before.getTopics().equals(after.getTopics())) {
            diff.add(change("topics", before, after,
                    entry -> entry.getTopics().stream().map(topic -> topic.getLabel()).toList()));
        }
        return diff;
    }

    /// Only what one side lacks; both empty when the same names are at other places, or for other reasons.
    private static FieldChange change(String field, Entry before, Entry after, Function<Entry, List<String>> names) {
        var gone = new TreeSet<>(names.apply(before));
        var come = new TreeSet<>(names.apply(after));
        gone.removeAll(names.apply(after));
        come.removeAll(names.apply(before));
        return FieldChange.newBuilder().setField(field).setBefore(String.join(", ", gone))
                .setAfter(String.join(", ", come)).build();
    }
}
