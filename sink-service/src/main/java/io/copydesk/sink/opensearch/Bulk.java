package io.copydesk.sink.opensearch;

import io.copydesk.sink.StoreRejectedException;
import io.copydesk.sink.StoreUnavailableException;
import io.copydesk.sink.opensearch.Failures.TooLargeException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.core.BulkResponse;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;

/// Actions in requests of a bounded size, and what became of each. It may be read after a failure, too: what was sent
/// before it is done.
final class Bulk {
    /// Of one request, in bytes. One document may be larger.
    static final int MOST_BYTES = 8 << 20;

    private final Function<List<BulkOperation>, BulkResponse> cluster;
    private final List<Action> done = new ArrayList<>();
    private final List<Action> outdated = new ArrayList<>();

    Bulk(Function<List<BulkOperation>, BulkResponse> cluster) {
        this.cluster = cluster;
    }

    /// @throws StoreUnavailableException when the cluster could not do one of them now
    /// @throws StoreRejectedException when one of them can never be done
    void send(Iterator<Action> actions) {
        var next = new ArrayList<Action>();
        long bytes = 0;
        while (actions.hasNext()) {
            var action = actions.next();
            if (!next.isEmpty() && bytes + action.bytes() > MOST_BYTES) {
                send(next);
                next.clear();
                bytes = 0;
            }
            next.add(action);
            bytes += action.bytes();
        }
        if (!next.isEmpty()) {
            send(next);
        }
    }

    /// Those that changed an index.
    List<Action> done() {
        return done;
    }

    /// Those that met a version which is as high or higher, or the memory of one that was deleted.
    List<Action> outdated() {
        return outdated;
    }

    private void send(List<Action> actions) {
        try {
            read(actions, cluster.apply(actions.stream().map(Action::operation).toList()));
        } catch (TooLargeException e) {
            if (actions.size() == 1) {
                throw new StoreRejectedException(String.valueOf(e.getMessage()), e);
            }
            int middle = actions.size() / 2;
            send(actions.subList(0, middle));
            send(actions.subList(middle, actions.size()));
        }
    }

    // All of them are read before the first failure is reported: what is done is done.
    private void read(List<Action> actions, BulkResponse answer) {
        if (answer.items().size() != actions.size()) {
            throw new IllegalStateException("%d answers for %d actions".formatted(answer.items().size(),
                    actions.size()));
        }
        RuntimeException failure = null;
        for (int i = 0; i < actions.size(); i++) {
            var one = read(actions.get(i), answer.items().get(i));
            // waiting goes before rejecting: the part that is offered again must not be the wrong one
            if (one != null && (failure == null || one instanceof StoreUnavailableException)) {
                failure = one;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable RuntimeException read(Action action, BulkResponseItem item) {
        switch (item.status()) {
            case HttpURLConnection.HTTP_OK, HttpURLConnection.HTTP_CREATED -> done.add(action);
            case HttpURLConnection.HTTP_CONFLICT -> {
                if (action.isDeletion()) { // it was written to since it was looked up
                    return Failures.unavailable(item.status(), item.error());
                }
                outdated.add(action);
            }
            default -> {
                boolean goneAlready = action.isDeletion() && item.error() == null;
                return goneAlready ? null : Failures.of(item.status(), item.error());
            }
        }
        return null;
    }
}
