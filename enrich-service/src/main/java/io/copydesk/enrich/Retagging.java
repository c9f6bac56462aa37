package io.copydesk.enrich;

import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Observation;
import io.copydesk.enrich.BlogStores.Blog;
import io.copydesk.enrich.revision.Revisions;
import java.util.List;

/// The same text under the data of today. What it names by the blog's memory may have become clearer, too.
final class Retagging {
    private final Steps steps;

    Retagging(Steps steps) {
        this.steps = steps;
    }

    Outcome of(Observation request, Blog blog) {
        var live = request.getNativeId().flatMap(blog::unfaded)
                .filter(entry -> entry.getStatus() == EntryStatus.LIVE);
        if (live.isEmpty()) {
            return Outcome.NOTHING;
        }
        var before = live.get();
        var entry = Steps.attempt("tag",
                () -> steps.tag().tag(Revisions.nextTagging(before).build(), blog.names())).entry();
        var diff = TagDiff.of(before, entry);
        if (diff.isEmpty()) {
            return Outcome.NOTHING;
        }
        var language = Languages.of(blog.sightings(entry.getId()).getLanguage(), entry.getLanguage(), "");
        return new Outcome(
                List.of(Decided.changed(request, ChangeKind.RETAGGED, live, entry, diff, language)),
                () -> blog.remember(entry, List.of()));
    }
}
