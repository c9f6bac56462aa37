package io.copydesk.runtime;

import java.util.concurrent.CompletableFuture;

/// A service that does what its test says.
class StubService implements Service {
    final CompletableFuture<Void> stopped = new CompletableFuture<>();
    volatile Readiness readiness = new Readiness(true, "at work");

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public void start() {}

    @Override
    public Readiness readiness() {
        return readiness;
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        stopped.complete(null);
    }
}
