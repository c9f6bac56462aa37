package io.copydesk.enrich;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Observation;
import io.copydesk.enrich.BlogStores.Blog;
import io.copydesk.enrich.revision.Erasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Forgets an entry for good, and every id that was merged into it: what is left is a record without text, by which any
/// later look is known and dropped. An entry that was never seen is kept out all the same, since the request names its
/// aliases: after a rebuild without its observations nothing else would.
final class Erasing {
    private Erasing() {}

    static Outcome of(Observation request, Blog blog) {
        var id = kept(request.getNativeId().orElseThrow(), blog);
        var known = blog.entry(id);
        if (known.filter(Erasure::isErased).isPresent()) {
            var record = Erasure.with(known.get(), request.getAliases());
            return new Outcome(List.of(), () -> blog.remember(record, record.getAliases()));
        }
        var decided = new ArrayList<Decided>();
        decided.add(erased(request, id, known, request.getAliases(), blog));
        Erasure.leadingTo(id, blog.merged())
                .forEach(other -> decided.add(erased(request, other.getId(), Optional.of(other), List.of(), blog)));
        return new Outcome(decided, () -> remember(decided, blog));
    }

    /// An id that was merged has its text where the other is.
    private static String kept(String asked, Blog blog) {
        var id = asked;
        for (var next = merged(id, blog); next.isPresent(); next = merged(id, blog)) {
            id = next.get();
        }
        return id;
    }

    private static Optional<String> merged(String id, Blog blog) {
        return blog.unfaded(id).filter(entry -> entry.getStatus() == EntryStatus.MERGED)
                .flatMap(Entry::getMergedInto);
    }

    private static Decided erased(Observation request, String id, Optional<Entry> before, List<String> aliases,
            Blog blog) {
        var record = Erasure.with(Erasure.record(request, id, before), aliases);
        return Decided.erased(request, before, record,
                Languages.of(blog.sightings(id).getLanguage(), Optional.empty(), ""));
    }

    private static void remember(List<Decided> decided, Blog blog) {
        decided.forEach(each -> blog.erase(each.before(), each.entry()));
        if (blog.isSilent()) {
            blog.forgetNames();
            return;
        }
        var names = blog.names();
        var left = names.without(decided.stream().flatMap(each -> each.before().stream()).flatMap(Erasing::unlinked)
                .collect(Collectors.toSet()));
        if (!left.equals(names)) {
            blog.remember(left, blog.language());
        }
    }

    /// People and bodies whom only texts name. Another entry that names them introduces them anew.
    private static Stream<String> unlinked(Entry entry) {
        return entry.getEntities().stream().filter(mention -> mention.getQid().isEmpty())
                .map(mention -> mention.getEntity());
    }
}
