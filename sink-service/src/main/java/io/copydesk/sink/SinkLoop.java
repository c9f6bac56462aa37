package io.copydesk.sink;

import io.copydesk.runtime.Readiness;
import io.copydesk.schemas.RegistryUnavailableException;
import io.copydesk.schemas.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Poll, store, commit, until told to finish. While a neighbour is away the partitions are paused and the polls go on,
/// so that the group does not take this member for dead.
final class SinkLoop implements Runnable, ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PING = Duration.ofSeconds(5);

    private final Store store;
    private final Consumer<byte[], byte[]> consumer;
    private final Work work;
    private final Offsets offsets;
    private final Clock clock;

    private boolean open;
    private boolean joined;
    private Instant lastAnswer = Instant.MIN;
    private volatile boolean finishing;
    private volatile @Nullable Wait wait;
    private volatile Readiness readiness = new Readiness(false, "starting");

    SinkLoop(Store store, boolean open, Consumer<byte[], byte[]> consumer, Work work, Clock clock) {
        this.store = store;
        this.open = open;
        this.consumer = consumer;
        this.work = work;
        this.offsets = new Offsets(consumer);
        this.clock = clock;
    }

    @Override
    public void run() {
        consumer.subscribe(store.topics().stream().map(Topic::name).toList(), this);
        while (!finishing) {
            turn();
        }
    }

    /// One turn of the loop.
    void turn() {
        consumer.poll(POLL).forEach(work::add);
        var waiting = wait;
        if (waiting != null && !waiting.isOver(clock.instant())) {
            return;
        }
        try {
            proceed();
            carryOn();
            offsets.commit();
        } catch (StoreUnavailableException e) {
            waitFor(store.name(), e);
        } catch (RegistryUnavailableException e) {
            waitFor("schema registry", e);
        } catch (DeadLettersUnavailableException e) {
            waitFor("dead letters", e);
        }
    }

    /// The loop ends after its present turn.
    void finish() {
        finishing = true;
    }

    Readiness readiness() {
        return readiness;
    }

    /// The neighbour that is waited for; null when none is.
    @Nullable
    String waitingFor() {
        var waiting = wait;
        return waiting == null ? null : waiting.what();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        if (wait != null) {
            consumer.pause(partitions);
        }
    }

    // Between two turns records are in hand only while a neighbour is away. They are not committed, so they can be dropped.
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        work.forget(partitions);
        offsets.forget(partitions);
    }

    private void proceed() {
        if (!open) {
            store.open();
            open = true;
        }
        if (!work.isEmpty()) {
            work.proceed();
            lastAnswer = clock.instant();
        } else if (wait != null || lastAnswer.plus(PING).isBefore(clock.instant())) {
            store.ping();
            lastAnswer = clock.instant();
        }
    }

    private void waitFor(String what, RuntimeException failure) {
        var before = wait;
        var reason = String.valueOf(failure.getMessage());
        consumer.pause(consumer.assignment());
        wait = Wait.after(before, what, reason, clock.instant());
        readiness = new Readiness(false, "waiting for " + what + ": " + reason);
        if (before == null || !before.what().equals(what)) {
            log.atWarn().addKeyValue("store", store.name()).addKeyValue("neighbour", what)
                    .addKeyValue("cause", reason).log("neighbour away, waiting");
        }
    }

    private void carryOn() {
        var waited = wait;
        if (waited != null) {
            wait = null;
            consumer.resume(consumer.assignment());
            log.atInfo().addKeyValue("store", store.name()).addKeyValue("neighbour", waited.what())
                    .log("neighbour back, going on");
        }
        readiness = joined ? new Readiness(true, "running") : new Readiness(false, "joining the consumer group");
    }
}
