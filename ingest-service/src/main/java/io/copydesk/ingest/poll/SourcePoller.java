package io.copydesk.ingest.poll;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.SourceStatus;
import io.copydesk.ingest.Kind;
import io.copydesk.ingest.Limits.Rejection;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.poll.Findings.News;
import io.copydesk.ingest.web.FetchException;
import io.copydesk.schemas.RegistryUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
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

    private final SourceDefinition source;
    private final Reader reader;
    private final Publisher publisher;
    private final PartitionSession session;
    private final Tally tally;
    private final Failing failing;
    private final Clock clock;
    private final Duration first;
    private final Duration every;
    /// Saved looks have no pace of their own, and nothing to be missed.
    private final boolean isLive;
    private final Pace pace;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Vitals vitals = Vitals.UNKNOWN;
    private Duration notBefore = Duration.ZERO;
    private int failures;
    private boolean gone;
    private String lastCause = "";
    private volatile boolean caughtUp;

    /// @param first how long to wait before the first look
    SourcePoller(SourceDefinition source, Reader reader, Publisher publisher, PartitionSession session, Tally tally,
            Failing failing, Clock clock, Duration first) {
        this.source = source;
        this.reader = reader;
        this.publisher = publisher;
        this.session = session;
        this.tally = tally;
        this.failing = failing;
        this.clock = clock;
        this.first = first;
        this.every = Duration.ofSeconds(source.getEverySeconds());
        this.isLive = Kind.of(source.getKind()).map(Kind::isPolled).orElse(false);
        var idle = isLive || every.compareTo(IDLE) > 0 ? every : IDLE;
        this.pace = new Pace(idle, new SplittableRandom());
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
            var pause = first;
            while (!isStoppedWithin(pause) && !isStoppedWithin(reader.turn())) {
                pause = look();
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
        } finally {
            failing.recovered(source.getId()); // as far as this instance is concerned
            tally.standing().gone(source.getId());
        }
    }

    private boolean isStoppedWithin(Duration pause) throws InterruptedException {
        return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// @return the pause before the next look
    private Duration look() {
        var now = clock.instant();
        long begun = System.nanoTime();
        long look = publisher.memory().lastLook() + 1;
        if (vitals.equals(Vitals.UNKNOWN)) {
            vitals = Vitals.of(publisher.memory().source());
        }
        try {
            switch (reader.read(publisher.memory(), look, now)) {
                case Reading.Nothing nothing -> {
                    tally.look(source.getId(), "nothing", since(begun));
                    if (nothing.healthy()) {
                        vitals = vitals.at(now, every);
                        publisher.publish(Findings.NONE, look, now, _ -> {}, vitals, cause());
                        succeeded(nothing.fresh());
                    }
                }
                case Reading.Shown shown -> {
                    publish(shown, look, now);
                    tally.look(source.getId(), "shown", since(begun));
                    succeeded(shown.fresh());
                }
            }
        } catch (UnreadableException | IOException e) {
            fail(e, begun);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // a reader that trips over its input must not take the source's next look with it
            log.atError().addKeyValue("source", source.getId()).setCause(e).log("Reading the source failed");
            fail(e, begun);
        }
        caughtUp |= !reader.more();
        return pause();
    }

    private void publish(Reading.Shown shown, long look, Instant now) {
        var drift = isLive ? vitals.drift(shown.look(), now) : Optional.<String>empty();
        // what a broken template leaves out is not gone
        var trusted = drift.isEmpty() ? shown.look() : shown.look().incomplete();
        var findings = Comparison.of(publisher.memory(), source.getId(), trusted, look, now);
        if (isLive) {
            vitals = vitals.after(trusted, drift.isPresent(), findings.changed() > 0, every, now);
        }
        publisher.publish(findings, look, now, shown.progress(), vitals, drift.orElseGet(this::cause));
        drift.ifPresent(cause -> log.atWarn().addKeyValue("source", source.getId()).addKeyValue("cause", cause)
                .log("The source does not look as it used to"));
        tally.published(source.getId(), findings.seen());
        tally.unchanged(source.getId(), findings.unchanged());
        tally.rejected(source.getId(), findings.rejected());
        if (findings.crowdedOut() > 0) {
            tally.rejected(Rejection.TOO_MANY_REMEMBERED.tag(), source.getId());
        }
        int absent = Math.toIntExact(findings.news().stream().skip(findings.seen()).map(News::observation)
                .filter(Objects::nonNull).count());
        tally.absent(source.getId(), absent);
        tally.polled(findings.seen() + absent);
        if (!findings.rejected().isEmpty()) {
            log.atWarn().addKeyValue("source", source.getId()).addKeyValue("entries", findings.rejected().size())
                    .addKeyValue("limit", findings.rejected().getFirst()).log("Entries were rejected");
        }
    }

    /// What is the matter with a source that can be read.
    private String cause() {
        return switch (vitals.status()) {
            case STALE -> "nothing new since " + vitals.changedAt();
            case DRIFTING -> "its looks are unlike the usual ones since " + vitals.driftingSince();
            default -> "";
        };
    }

    private void succeeded(Duration fresh) {
        failures = 0;
        gone = false;
        notBefore = fresh;
        lastCause = "";
        failing.recovered(source.getId());
        tally.standing().now(source.getId(), vitals.status());
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void fail(Throwable failure, long begun) {
        if (stopped.getCount() == 0) {
            return; // nobody asks any more
        }
        failures++;
        var cause = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        tally.look(source.getId(), "failed", since(begun));
        tally.standing().now(source.getId(), SourceStatus.FAILING);
        gone = false;
        notBefore = Duration.ZERO;
        if (failure instanceof UnreadableException unreadable) {
            tally.rejected(unreadable.rejection().tag(), source.getId());
        }
        if (failure instanceof FetchException fetch) {
            fetch.limit().ifPresent(limit -> tally.rejected(limit.tag(), source.getId()));
            gone = fetch.isGone() && publisher.memory().source().map(known -> known.getLook() > 0).orElse(false);
            notBefore = fetch.retryAfter().orElse(Duration.ZERO);
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
        if (reader.more()) {
            return every;
        }
        return pace.after(new Pace.Looked(failures, gone, isLive ? vitals.quiet(clock.instant()) : Duration.ZERO,
                isLive && vitals.ended(), notBefore));
    }
}
