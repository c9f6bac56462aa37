package io.copydesk.command;

import io.copydesk.command.EntryTrace.Linked;
import io.copydesk.command.EntryTrace.Look;
import io.copydesk.command.EntryTrace.Place;
import io.copydesk.command.EntryTrace.Revised;
import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.StoryLink;
import io.copydesk.schemas.identity.Evidence;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/// Gathers the way of an entry. Which looks are of it is told by evidence: the strongest kind that a look and the
/// entry's aliases both have decides. So it does not see looks whose evidence was no alias then, and names looks that
/// share one with another entry.
final class Tracing {
    private final Cluster cluster;
    private final List<StoreView.Asked> stores;

    Tracing(Cluster cluster, List<StoreView.Asked> stores) {
        this.cluster = cluster;
        this.stores = stores;
    }

    /// The live entries that a publisher's id or address names; reads the whole topic.
    List<Entry> named(String idOrAddress, Optional<String> blog) {
        var keys = Evidence.aliases(idOrAddress);
        return CurrentEntries.of(cluster).all().stream().filter(entry -> entry.getStatus() != EntryStatus.MERGED)
                .filter(entry -> blog.isEmpty() || entry.getBlog().equals(blog.get()))
                .filter(entry -> entry.getAliases().stream().anyMatch(keys::contains)
                        || entry.getPermalink().filter(idOrAddress::equals).isPresent()
                        || entry.getUrl().filter(idOrAddress::equals).isPresent())
                .sorted(Comparator.comparing(Entry::getId)).toList();
    }

    /// The entries that changed in this trace; reads the whole topic.
    List<String> inTrace(String traceId) {
        var entries = new TreeSet<String>();
        cluster.read(cluster.partitions(Topics.CHANGES.name()), Optional.empty(), record -> {
            if (Place.of(record).trace().equals(traceId)) {
                entries.add(Cluster.key(record));
            }
        });
        return List.copyOf(entries);
    }

    /// Empty when no topic knows this id.
    Optional<EntryTrace> of(String id) {
        var ids = new ArrayList<>(List.of(id));
        var current = CurrentEntries.one(cluster, id);
        for (var next = current.flatMap(Entry::getMergedInto); next.isPresent()
                && !ids.contains(next.get()); next = current.flatMap(Entry::getMergedInto)) {
            ids.addFirst(next.get());
            current = CurrentEntries.one(cluster, next.get());
        }
        var revisions = ids.reversed().stream().flatMap(each -> revisions(each).stream()).toList();
        var blog = current.map(Entry::getBlog)
                .or(() -> revisions.stream().map(revised -> revised.change().getBlog()).findFirst());
        if (blog.isEmpty()) {
            return Optional.empty();
        }
        var aliases = new TreeSet<String>();
        current.ifPresent(entry -> aliases.addAll(entry.getAliases()));
        revisions.forEach(revised -> revised.change().getState().map(Entry::getAliases).ifPresent(aliases::addAll));
        return Optional.of(gather(ids, blog.get(), current, List.copyOf(aliases), revisions));
    }

    private EntryTrace gather(List<String> ids, String blog, Optional<Entry> current, List<String> aliases,
            List<Revised> revisions) {
        var looks = looks(ids, blog, aliases, revisions);
        var links = links(ids.getFirst());
        var unreadable = new AtomicInteger();
        var letters = letters(ids, blog, aliases, unreadable);
        var own = revisions.stream().map(Revised::change).filter(change -> change.getEntry().equals(ids.getFirst()))
                .mapToLong(Change::getVersion).max();
        var entry = current.map(each -> OptionalLong.of(each.getVersion())).orElse(OptionalLong.empty());
        var link = links.isEmpty()
                ? OptionalLong.empty()
                : links.getLast().link().map(each -> OptionalLong.of(each.getLinkVersion()))
                        .orElse(OptionalLong.empty());
        var views = stores.stream().map(store -> store.of(ids.getFirst(), entry, own, link)).toList();
        return new EntryTrace(ids, blog, current, looks, revisions, links, views, letters, unreadable.get());
    }

    private List<Revised> revisions(String id) {
        var revisions = new ArrayList<Revised>();
        cluster.read(List.of(cluster.partition(Topics.CHANGES.name(), id)), Optional.empty(), record -> {
            var change = id.equals(Cluster.key(record)) ? cluster.value(Topics.CHANGES, record) : null;
            if (change != null) {
                revisions.add(new Revised(Place.of(record), change));
            }
        });
        return revisions;
    }

    private List<Look> looks(List<String> ids, String blog, List<String> aliases, List<Revised> revisions) {
        var looks = new ArrayList<Look>();
        cluster.read(List.of(cluster.partition(Topics.RAW.name(), blog)), Optional.empty(), record -> {
            if (!blog.equals(Cluster.key(record))) {
                return;
            }
            try {
                var seen = cluster.value(Topics.RAW, record);
                if (seen != null && isOf(seen, ids, aliases)) {
                    looks.add(new Look(Place.of(record), seen, revisions.stream().map(Revised::change)
                            .filter(change -> isMadeBy(change, seen)).toList()));
                }
            } catch (BadRecordException e) {
                // it stands among the dead letters of the blog, and is counted there
            }
        });
        return looks;
    }

    private static boolean isOf(Observation seen, List<String> ids, List<String> aliases) {
        boolean isRequest = seen.getSignal() == Signal.RETAG || seen.getSignal() == Signal.ERASE;
        return isRequest
                ? seen.getNativeId().filter(ids::contains).isPresent()
                : Evidence.isOf(seen, aliases);
    }

    private static boolean isMadeBy(Change change, Observation seen) {
        return change.getSource().equals(seen.getSource()) && change.getLook() == seen.getLook()
                && change.getObservedAt().equals(seen.getObservedAt());
    }

    private List<Linked> links(String id) {
        var links = new ArrayList<Linked>();
        cluster.read(List.of(cluster.partition(Topics.STORIES.name(), id)), Optional.empty(), record -> {
            if (id.equals(Cluster.key(record))) {
                StoryLink link = cluster.value(Topics.STORIES, record);
                links.add(new Linked(Place.of(record), Optional.ofNullable(link)));
            }
        });
        return links;
    }

    private List<Letter> letters(List<String> ids, String blog, List<String> aliases, AtomicInteger unreadable) {
        var letters = new Letters(cluster);
        return letters.newest(new LetterFilter(), Integer.MAX_VALUE, letter -> {
            if (!letter.topic().equals(Topics.RAW.name())) {
                return ids.contains(letter.key());
            }
            if (!letter.key().equals(blog)) {
                return false;
            }
            var value = letters.value(letter);
            if (value.isEmpty()) {
                unreadable.incrementAndGet();
            }
            return value.filter(Observation.class::isInstance)
                    .filter(seen -> isOf((Observation) seen, ids, aliases)).isPresent();
        });
    }
}
