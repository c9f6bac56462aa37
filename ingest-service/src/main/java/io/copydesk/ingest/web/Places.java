package io.copydesk.ingest.web;

import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// How many requests may be under way, in all and to one host. Whoever finds no place waits in line: that is our own
/// doing, and no failure of the host.
final class Places {
    private static final int MAX = 256;

    private final int perHost;
    private final Semaphore all = new Semaphore(MAX, true);
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    Places(int perHost) {
        this.perHost = perHost;
    }

    /// @param users who has a place or waits for one
    private record Line(Semaphore places, int users) {}

    /// One request's place; closed when it is over.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    Place take(String host) throws InterruptedIOException {
        var line = lines.compute(host,
                (_, known) -> new Line(known == null ? new Semaphore(perHost, true) : known.places(),
                        known == null ? 1 : known.users() + 1))
                .places();
        try {
            line.acquire();
            try {
                all.acquire();
            } catch (InterruptedException e) {
                line.release();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(host);
            throw new InterruptedIOException("stopped while it waited for its turn");
        }
        return () -> {
            all.release();
            line.release();
            leave(host);
        };
    }

    private void leave(String host) {
        lines.computeIfPresent(host,
                (_, line) -> line.users() == 1 ? null : new Line(line.places(), line.users() - 1));
    }
}
