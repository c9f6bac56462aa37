package io.copydesk.runtime;

/// A service as its health paths show it.
public final class Health {
    private final Service service;
    private volatile boolean started;

    /// Not ready before [#started()].
    public Health(Service service) {
        this.service = service;
    }

    /// From now on the service answers for itself.
    public void started() {
        started = true;
    }

    /// @param service its name
    /// @param ok whether it lives, or does its work
    /// @param reason in a few words
    record Answer(String service, boolean ok, String reason) {}

    Answer live() {
        var dead = service.stopped().isCompletedExceptionally();
        return new Answer(service.name(), !dead, dead ? "stopped by a failure, see the log" : "running");
    }

    Answer ready() {
        if (service.stopped().isDone()) {
            return new Answer(service.name(), false, "stopped");
        }
        if (!started) {
            return new Answer(service.name(), false, "starting");
        }
        var readiness = service.readiness();
        return new Answer(service.name(), readiness.ready(), readiness.reason());
    }
}
