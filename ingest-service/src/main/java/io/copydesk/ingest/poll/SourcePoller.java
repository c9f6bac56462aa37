package io.copydesk.ingest.poll;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.poll.Findings.News;
import io.copydesk.schemas.RegistryUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at one source again and again, until it is stopped or its session is over.
final class SourcePoller implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(SourcePoller.class);
    /// How often a source of saved looks is searched for further ones.
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);
    private static final int MAX_DOUBLINGS = 10;

    private final SourceDefinition source;
    private final Reader reader;
    private final Publisher publisher;
    private final PartitionSession session;
    private final Tally tally;
    private final Failing failing;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int failures;
    private String lastCause = "";
    private volatile boolean caughtUp;

    SourcePoller(SourceDefinition source, Reader reader, Publisher publisher, PartitionSession session, Tally tally,
            Failing failing, Clock clock) {
        this.source = source;
        this.reader = reader;
        this.publisher = publisher;
        this.session = session;
        this.tally = tally;
        this.failing = failing;
        this.clock = clock;
    }

    SourceDefinition source() {
        return source;
    }

    /// Whether all that was there to be read at the first time has been read, and what is new is published.
    boolean caughtUp() {
        return caughtUp;
    }

    /// Returns at once; a look in hand may still be published until the session is closed.
    void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        try {
            while (!stopped.await(look().toMillis(), TimeUnit.MILLISECONDS)) {
                // the next look
            }
        } catch (RegistryUnavailableException e) {
            session.fail(e);
        } catch (KafkaException e) {
            log.atDebug().addKeyValue("source", source.getId()).setCause(e).log("The session is over");
            session.fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // whatever it is, the source must not go unread in silence
            log.atError().addKeyValue("source", source.getId()).setCause(e).log("Polling the source has ended");
            session.fail(new KafkaException("Polling a source has ended", e));
        }
    }

    /// @return the pause before the next look
    private Duration look() {
        var now = clock.instant();
        long look = publisher.memory().lastLook() + 1;
        try {
            switch (reader.read(publisher.memory(), look, now)) {
                case Reading.Nothing nothing -> {
                    tally.look(source.getId(), "nothing");
                    if (nothing.healthy()) {
                        publisher.publish(Findings.NONE, look, now, _ -> {});
                        succeeded();
                    }
                }
                case Reading.Shown shown -> {
                    publish(shown, look, now);
                    succeeded();
                }
            }
        } catch (UnreadableException | IOException e) {
            fail(e);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // a reader that trips over its input must not take the source's next look with it
            log.atError().addKeyValue("source", source.getId()).setCause(e).log("Reading the source failed");
            fail(e);
        }
        caughtUp |= !reader.more();
        return pause();
    }

    private void publish(Reading.Shown shown, long look, Instant now) {
        var findings = Comparison.of(publisher.memory(), source.getId(), shown.look(), look, now);
        publisher.publish(findings, look, now, shown.progress());
        tally.look(source.getId(), "shown");
        tally.published(source.getId(), findings.seen());
        tally.unchanged(source.getId(), findings.unchanged());
        tally.rejected(source.getId(), findings.rejected());
        tally.absent(source.getId(), Math.toIntExact(findings.news().stream().skip(findings.seen())
                .map(News::observation).filter(Objects::nonNull).count()));
        if (!findings.rejected().isEmpty()) {
            log.atWarn().addKeyValue("source", source.getId()).addKeyValue("entries", findings.rejected().size())
                    .addKeyValue("limit", findings.rejected().getFirst()).log("Entries were rejected");
        }
    }

    private void succeeded() {
        failures = 0;
        lastCause = "";
        failing.recovered(source.getId());
    }

    private void fail(Throwable failure) {
        failures++;
        var cause = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        tally.look(source.getId(), "failed");
        if (failure instanceof Web.TooLargeException) {
            tally.rejected("page-too-large");
        }
        if (!cause.equals(lastCause)) {
            log.atWarn().addKeyValue("source", source.getId()).addKeyValue("cause", cause)
                    .log("The source cannot be read");
        }
        lastCause = cause;
        failing.failed(source.getId(), cause);
        publisher.fail(cause, failures, clock.instant());
    }

    private Duration pause() {
        var every = Duration.ofSeconds(source.getEverySeconds());
        if (reader.more()) {
            return every;
        }
        var longer = every.compareTo(IDLE) < 0 && source.getKind().equals("capture") ? IDLE : every;
        if (failures == 0) {
            return longer;
        }
        var backOff = longer.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        var longest = longer.compareTo(LONGEST_BACK_OFF) > 0 ? longer : LONGEST_BACK_OFF;
        return backOff.compareTo(longest) < 0 ? backOff : longest;
    }
}
