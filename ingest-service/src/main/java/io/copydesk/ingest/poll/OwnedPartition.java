package io.copydesk.ingest.poll;

import io.copydesk.contracts.SourceDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sources of one partition, polled for as long as this instance owns it: through one session after another, should
/// Kafka or the registry go away, until another instance fences it.
final class OwnedPartition {
    private static final Logger log = LoggerFactory.getLogger(OwnedPartition.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final int partition;
    private final Supplier<PartitionSession> sessions;
    private final Readers readers;
    private final Wire wire;
    private final Tally tally;
    private final Failing failing;
    private final Clock clock;
    private final FirstLooks firstLooks;
    private final Owner owner;
    private final Map<String, SourceDefinition> definitions = new ConcurrentHashMap<>();
    private final Map<String, Polled> pollers = new HashMap<>();
    /// Of sources that were removed, and may have a look in hand.
    private final Map<String, Thread> leaving = new HashMap<>();
    private final CompletableFuture<@Nullable Void> stop = new CompletableFuture<>();
    private final Thread thread;
    private @Nullable PartitionSession session;

    /// @param sessions opens one, and fences whoever had the partition
    /// @param owner told what becomes of it
    OwnedPartition(int partition, Supplier<PartitionSession> sessions, Readers readers, Wire wire, Tally tally,
            Failing failing, Clock clock, FirstLooks firstLooks, Owner owner) {
        this.partition = partition;
        this.sessions = sessions;
        this.readers = readers;
        this.wire = wire;
        this.tally = tally;
        this.failing = failing;
        this.clock = clock;
        this.firstLooks = firstLooks;
        this.owner = owner;
        this.thread = Thread.ofVirtual().name("ingest-" + partition).unstarted(this::own);
    }

    /// Whoever the partition was given to.
    interface Owner {
        /// Another instance has taken the partition.
        void fenced();

        /// The partition is polled no more, for a reason that no new session mends.
        void died(Throwable failure);
    }

    private record Polled(SourcePoller poller, Thread thread) {}

    void start() {
        thread.start();
    }

    synchronized void put(SourceDefinition source) {
        definitions.put(source.getId(), source);
        if (session != null) {
            poll(source, session);
        }
    }

    synchronized void remove(String source) {
        definitions.remove(source);
        failing.recovered(source);
        var polled = pollers.remove(source);
        if (polled != null) {
            polled.poller().stop();
            leaving.values().removeIf(thread -> !thread.isAlive());
            leaving.put(source, polled.thread());
        }
    }

    /// Whether a session is open and each source is read as far as it goes.
    synchronized boolean caughtUp() {
        return session != null && pollers.keySet().equals(definitions.keySet())
                && pollers.values().stream().allMatch(polled -> polled.poller().caughtUp());
    }

    /// Whether its sources are polled now.
    synchronized boolean isOpen() {
        return session != null;
    }

    void stop() {
        stop.complete(null);
    }

    /// Waits until it has let go, after [#stop()].
    void awaitStopped(Duration patience) {
        try {
            if (!thread.join(patience)) {
                log.atWarn().addKeyValue("partition", partition).log("A partition did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void own() {
        var pause = FIRST_PAUSE;
        while (!stop.isDone()) {
            try (var opened = sessions.get()) {
                pause = FIRST_PAUSE;
                begin(opened);
                CompletableFuture.anyOf(stop, opened.broken()).join();
                end();
                if (opened.broken().isDone() && isOver(opened.broken().join())) {
                    return;
                }
            } catch (RuntimeException | Error e) {
                end(); // what was begun of it would pass for polled in the next session
                if (isOver(e)) {
                    return;
                }
            }
            pause = rest(pause);
        }
    }

    private synchronized void begin(PartitionSession opened) {
        log.atInfo().addKeyValue("partition", partition).addKeyValue("sources", definitions.size())
                .log("Polling the partition's sources");
        session = opened;
        definitions.values().forEach(source -> poll(source, opened));
    }

    private synchronized void end() {
        session = null;
        pollers.values().forEach(polled -> polled.poller().stop());
        pollers.clear();
    }

    private void poll(SourceDefinition source, PartitionSession opened) {
        var former = pollers.get(source.getId());
        if (former != null) {
            if (former.poller().source().equals(source)) {
                return;
            }
            former.poller().stop();
        }
        var before = former != null ? former.thread() : leaving.remove(source.getId());
        var publisher = new Publisher(source.getId(), partition, opened, wire, tally);
        var poller = new SourcePoller(source, readers.of(source), publisher, opened, tally, failing, clock,
                firstLooks.turn(Duration.ofSeconds(source.getEverySeconds())));
        var started = Thread.ofVirtual().name("source-" + source.getId()).start(() -> {
            // one poller of a source at a time: they share what is remembered
            if (before == null || joined(before)) {
                poller.run();
            }
        });
        pollers.put(source.getId(), new Polled(poller, started));
    }

    private static boolean joined(Thread former) {
        try {
            former.join();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /// Whether no other session is to be opened: another instance has the partition now, or this one is not well.
    private boolean isOver(Throwable failure) {
        boolean isFenced = false;
        boolean isFatal = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            isFenced |= cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException;
            isFatal |= cause instanceof Error;
        }
        if (isFatal) {
            log.atError().addKeyValue("partition", partition).setCause(failure).log("Polling the partition has ended");
            owner.died(failure);
        } else if (isFenced) {
            log.atWarn().addKeyValue("partition", partition).log("Another instance has taken the partition");
            owner.fenced();
        } else if (!stop.isDone()) {
            log.atWarn().addKeyValue("partition", partition).addKeyValue("cause", failure.toString())
                    .log("The partition's session is over; opening another");
        }
        return isFatal || isFenced;
    }

    private Duration rest(Duration pause) {
        try {
            stop.get(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // go on
        } catch (InterruptedException | ExecutionException e) {
            stop.complete(null);
        }
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
