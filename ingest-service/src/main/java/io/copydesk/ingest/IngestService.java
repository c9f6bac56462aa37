package io.copydesk.ingest;

import io.copydesk.ingest.poll.Polling;
import io.copydesk.ingest.poll.Tally;
import io.copydesk.ingest.poll.Wire;
import io.copydesk.ingest.push.Outbox;
import io.copydesk.ingest.push.PushServer;
import io.copydesk.ingest.web.Manners;
import io.copydesk.runtime.ClientFigures;
import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.Neighbours;
import io.copydesk.runtime.Readiness;
import io.copydesk.runtime.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls the sources of the partitions that the group gives it, and takes what is pushed.
public final class IngestService implements Service {
    private static final Logger log = LoggerFactory.getLogger(IngestService.class);

    private final IngestConfiguration config;
    private final Neighbours neighbours;
    private final Tally tally;
    private final MeterRegistry meters;
    private final Clock clock;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile @Nullable Polling polling;
    private volatile @Nullable PushServer push;

    public IngestService(IngestConfiguration config, Neighbours neighbours, MeterRegistry meters) {
        this(config, neighbours, meters, Clock.systemUTC());
    }

    IngestService(IngestConfiguration config, Neighbours neighbours, MeterRegistry meters, Clock clock) {
        this.config = config;
        this.neighbours = neighbours;
        this.tally = new Tally(meters);
        this.meters = meters;
        this.clock = clock;
    }

    /// @throws io.copydesk.runtime.ConfigurationException naming every variable that is wrong
    public static IngestService of(Map<String, String> environment, MeterRegistry meters) {
        return new IngestService(Configuration.load(IngestConfiguration.class, environment),
                Neighbours.of(environment), meters);
    }

    @Override
    public String name() {
        return "ingest";
    }

    /// Returns when it listens; Kafka and the registry are waited for, and [#readiness()] says so.
    @Override
    public void start() {
        try {
            var contracts = keep(neighbours.contracts());
            var wire = new Wire(contracts);
            var outbox = keep(new Outbox(neighbours.kafka(), wire));
            new ClientFigures(meters, "ingest-push", outbox::metrics).ofProducer();
            var listening = keep(new PushServer(config.push(), outbox, tally, meters, clock));
            push = listening;
            var polls = keep(new Polling(neighbours.kafka(), wire, manners(), new Parsers(), tally,
                    outbox::letter, clock));
            polling = polls;
            var _ = polls.died().whenComplete((_, failure) -> stopped.completeExceptionally(failure));
            polls.start();
            log.atInfo().addKeyValue("host", config.push().host()).addKeyValue("port", listening.port())
                    .log("Taking updates");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Manners manners() {
        var poll = config.poll();
        if (poll.contact().isEmpty()) {
            log.atWarn().log("COPYDESK_POLL_CONTACT is not set: publishers cannot tell whom to write to");
        }
        var userAgent = poll.userAgent() + poll.contact().map(contact -> " (+" + contact + ")").orElse("");
        return new Manners(userAgent, poll.hostGap(), poll.hostConnections().number(), poll.secrets());
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public Readiness readiness() {
        var polls = polling;
        if (closed.get() || polls == null) {
            return new Readiness(false, closed.get() ? "stopped" : "starting");
        }
        var trouble = polls.trouble();
        return polls.ready()
                ? new Readiness(true, "polling")
                : new Readiness(false, "waiting for its partitions of the sources"
                        + (trouble.isEmpty() ? "" : ": " + trouble));
    }

    /// Whether every known source of this instance has had all its saved looks published or, for pages, one look at
    /// least since the start. What is pushed does not count.
    public boolean caughtUp() {
        var polls = polling;
        return polls != null && polls.caughtUp();
    }

    /// The sources whose last reading failed, and why, for an operator.
    public Map<String, String> failing() {
        var polls = polling;
        return polls == null ? Map.of() : polls.failing();
    }

    /// Where updates are pushed to; of use once it has started.
    public int pushPort() {
        var listening = push;
        if (listening == null) {
            throw new IllegalStateException("not started");
        }
        return listening.port();
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.atWarn().addKeyValue("part", part.getClass().getSimpleName()).setCause(e).log("Closing failed");
            }
        }
        stopped.complete(null);
    }
}
