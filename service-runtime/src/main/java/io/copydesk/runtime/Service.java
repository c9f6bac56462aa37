package io.copydesk.runtime;

import java.util.concurrent.CompletableFuture;

/// A part of Copydesk that runs until it is closed.
public interface Service extends AutoCloseable {
    /// One word for people, logs and metrics: `ingest`, `enrich`, `sink`.
    String name();

    /// Returns when the service runs; throws when it cannot.
    void start();

    /// Whether the service does its work now, and if not, why. Never blocks.
    Readiness readiness();

    /// Completes normally after [#close()], exceptionally with what killed the service.
    CompletableFuture<Void> stopped();

    /// Finishes what is in hand, commits, stops; in bounded time, and once however often it is called.
    @Override
    void close();
}
