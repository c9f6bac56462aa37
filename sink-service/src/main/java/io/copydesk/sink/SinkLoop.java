package io.copydesk.sink;

import io.copydesk.runtime.Readiness;
import io.copydesk.schemas.RegistryUnavailableException;
import io.copydesk.schemas.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Poll, store, commit, until told to finish. While a neighbour is away the partitions are paused and the polls go on,
/// so that the group does not take this member for dead.
final class SinkLoop implements Runnable, ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PING = Duration.ofSeconds(5);
    private static final String KAFKA = "Kafka";
    /// A poll that took longer was no poll: the process was stopped. Shorter than any session.
    private static final Duration ASLEEP = Duration.ofSeconds(5);

    private final Store store;
    private final Consumer<byte[], byte[]> consumer;
    private final Work work;
    private final Offsets offsets;
    private final Clock clock;

    private boolean open;
    private boolean joined;
    private Instant lastAnswer = Instant.MIN;
    private final CountDownLatch finishing = new CountDownLatch(1);
    private volatile @Nullable Wait wait;
    private final AtomicLong waits = new AtomicLong();
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
        subscribe();
        while (finishing.getCount() > 0) {
            turn();
        }
    }

    /// One turn of the loop.
    void turn() {
        var begun = clock.instant();
        if (!polled()) {
            return;
        }
        if (begun.plus(ASLEEP).isBefore(clock.instant())) {
            takeUpAgain();
            return;
        }
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
        } catch (AuthenticationException | AuthorizationException e) {
            waitFor(KAFKA, e); // it refuses the commit
        }
    }

    /// Kafka may refuse us at any time: a password that was changed, a right that is missing. That is for somebody to
    /// mend, and we wait for it.
    ///
    /// @return false when it refuses us
    private boolean polled() {
        var waiting = wait;
        try {
            if (waiting != null && waiting.what().equals(KAFKA)) {
                if (!waiting.isOver(clock.instant())) {
                    rest();
                    return false;
                }
                // the consumer tells of a refused topic only once, and goes on without it for minutes
                store.topics().forEach(topic -> consumer.partitionsFor(topic.name(), PING));
                joined = false;
                consumer.unsubscribe();
                subscribe();
            }
            consumer.poll(POLL).forEach(work::add);
            return true;
        } catch (AuthenticationException | AuthorizationException | TimeoutException e) {
            waitFor(KAFKA, e);
            return false;
        }
    }

    private void subscribe() {
        consumer.subscribe(store.topics().stream().map(Topic::name).toList(), this);
    }

    private void rest() {
        try {
            var _ = finishing.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /// The loop ends after its present turn.
    void finish() {
        finishing.countDown();
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

    /// How often it began to wait.
    long waits() {
        return waits.get();
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

    // What it has in hand may be outdated, and its partitions another's: a state that was forgotten meanwhile would come
    // back. The next poll tells whose they are.
    private void takeUpAgain() {
        log.atWarn().addKeyValue("store", store.name()).log("was stopped for a while, reads again what it had in hand");
        var assigned = consumer.assignment();
        work.drop().forEach((partition, offset) -> {
            if (assigned.contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
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
        if (!what.equals(KAFKA)) {
            consumer.pause(consumer.assignment());
        }
        wait = Wait.after(before, what, reason, clock.instant());
        waits.addAndGet(before == null ? 1 : 0);
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
