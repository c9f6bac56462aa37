package io.copydesk.sink.opensearch;

import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.sink.Batch;
import io.copydesk.sink.Delivery;
import io.copydesk.sink.Store;
import io.copydesk.sink.StoreRejectedException;
import io.copydesk.sink.StoreUnavailableException;
import io.copydesk.sink.opensearch.Cluster.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Current state and story links as documents in OpenSearch. It knows no transaction: what was written before a failure
/// stays, and is met again under the same version.
public final class OpenSearchStore implements Store {
    /// Of the indices' names, if none is configured.
    public static final String PREFIX = "copydesk";

    // what OpenSearch allows in the name of an index and of an alias, and reads well
    private static final Pattern PREFIXES = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

    private record Change(String topic, String id, boolean deletion) {
        static Change of(Action action) {
            return new Change(action.topic(), action.id(), action.isDeletion());
        }
    }

    private final Indices indices;
    private final Cluster cluster;
    private final Forgetting forgetting;
    // Made by a write that failed for other reasons. They are counted when their records are offered again, and are
    // found outdated then.
    private final Set<Change> uncounted = new HashSet<>();

    /// @param prefix what the names of the indices begin with
    public OpenSearchStore(Access access, String prefix) {
        this.indices = new Indices(prefix);
        this.cluster = new Cluster(access);
        this.forgetting = new Forgetting(cluster, indices);
    }

    /// Whether the names of indices can begin with it.
    public static boolean isPrefix(String text) {
        return PREFIXES.matcher(text).matches();
    }

    @Override
    public String name() {
        return "opensearch";
    }

    @Override
    public List<Topic<?>> topics() {
        return List.of(Topics.ENTRIES, Topics.STORIES);
    }

    @Override
    public void open() {
        cluster.open(Template.of(indices));
    }

    @Override
    public Map<String, Integer> write(List<Delivery> deliveries) {
        var batch = Batch.of(deliveries);
        var bulk = new Bulk(cluster::bulk);
        try {
            bulk.send(Stream.concat(forgetting.entries(batch, deliveries).stream(), forgetting.links(batch).stream())
                    .iterator());
            bulk.send(written(batch).iterator());
            confirm(bulk.outdated());
        } catch (StoreUnavailableException | StoreRejectedException e) {
            bulk.done().forEach(action -> uncounted.add(Change.of(action)));
            throw e;
        }
        return counted(batch, bulk.done());
    }

    // One after the other while they are sent: all documents of a batch at once may be too much for the memory.
    private Stream<Action> written(Batch batch) {
        return Stream.concat(
                batch.entries().values().stream().map(entry -> Action.write(indices.of(entry), entry)),
                batch.links().values().stream().map(link -> Action.write(indices.stories(), link)));
    }

    // A conflict is fine where a document stands. Where none does, it comes from the memory of a deletion: either this sink
    // slept and another forgot the entry, or a replay has just repeated a tombstone. The first loses its partitions while it
    // waits, the second goes on when the memory has faded.
    private void confirm(List<Action> outdated) {
        var there = outdated.isEmpty()
                ? Set.of()
                : cluster.versions(outdated.stream().map(Action::place).toList()).keySet();
        for (var action : outdated) {
            if (!there.contains(action.place())) {
                var message = "a higher version of " + action.id() + " was deleted within index.gc_deletes";
                throw new StoreUnavailableException(message, new IllegalStateException(message));
            }
        }
    }

    private Map<String, Integer> counted(Batch batch, List<Action> done) {
        var changes = done.stream().map(Change::of).collect(Collectors.toCollection(HashSet::new));
        uncounted.stream().filter(change -> concerns(batch, change)).forEach(changes::add);
        uncounted.removeAll(changes);
        var counts = new HashMap<String, Integer>();
        changes.forEach(change -> counts.merge(change.topic(), 1, Integer::sum));
        return counts;
    }

    private static boolean concerns(Batch batch, Change change) {
        if (change.topic().equals(Topics.ENTRIES.name())) {
            return (change.deletion() ? batch.forgotten() : batch.entries().keySet()).contains(change.id());
        }
        return (change.deletion() ? batch.unlinked() : batch.links().keySet()).contains(change.id());
    }

    /// What stands of an entry: none where there is no document.
    public record Versions(OptionalLong entry, OptionalLong link) {}

    /// However recently it was written.
    ///
    /// @throws StoreUnavailableException when the cluster is away
    public Versions versions(String entry) {
        var states = cluster.indices(indices.everyMonth()).stream().map(month -> new Place(month, entry)).toList();
        return new Versions(highest(states), highest(List.of(new Place(indices.stories(), entry))));
    }

    private OptionalLong highest(List<Place> places) {
        return cluster.versions(places).values().stream().mapToLong(Long::longValue).max();
    }

    @Override
    public void ping() {
        cluster.ping();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
