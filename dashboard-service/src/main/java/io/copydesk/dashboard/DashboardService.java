package io.copydesk.dashboard;

import io.copydesk.dashboard.DashboardConfiguration.Database;
import io.copydesk.dashboard.feed.Feed;
import io.copydesk.dashboard.history.History;
import io.copydesk.dashboard.web.DashboardServer;
import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.ConfigurationException;
import io.copydesk.runtime.Neighbours;
import io.copydesk.runtime.Readiness;
import io.copydesk.runtime.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A page and its API over the topics. It keeps nothing: an instance more, or one that starts again, is no different.
public final class DashboardService implements Service {
    private final DashboardConfiguration config;
    private final Feed feed;
    private final Optional<History> history;
    private final MeterRegistry meters;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable DashboardServer server;

    public DashboardService(DashboardConfiguration config, Neighbours neighbours, MeterRegistry meters) {
        this.config = config;
        this.history = config.database().map(DashboardService::history);
        this.feed = new Feed(neighbours, meters);
        this.meters = meters;
    }

    public static DashboardService of(Map<String, String> environment, MeterRegistry meters) {
        return new DashboardService(Configuration.load(DashboardConfiguration.class, environment),
                Neighbours.of(environment), meters);
    }

    private static History history(Database database) {
        try {
            return new History(database.url(), database.user(), database.password().orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List
                    .of("COPYDESK_DATABASE_URL must be a JDBC URL such as jdbc:postgresql://host:5432/copydesk"));
        }
    }

    @Override
    public String name() {
        return "dashboard";
    }

    /// Listens at once; until the topics have been read it says so.
    @Override
    public void start() {
        feed.start();
        server = DashboardServer.start(config.dashboard(), feed::view, feed::readiness, history, meters,
                Clock.systemUTC());
    }

    /// Where it listens; 0 before it has started.
    public int port() {
        var running = server;
        return running == null ? 0 : running.port();
    }

    @Override
    public Readiness readiness() {
        return feed.readiness();
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return feed.stopped();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            feed.close(); // lets go of those who follow the stream
            var running = server;
            if (running != null) {
                running.close();
            }
            history.ifPresent(History::close);
        }
    }
}
