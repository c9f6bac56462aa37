package io.copydesk.dashboard.feed;

import io.copydesk.runtime.Readiness;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the feed waits for, until it is told to end.
final class Waiting {
    private static final Logger log = LoggerFactory.getLogger(Waiting.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String reason = "it reads what there is";

    /// A moment, after which it may be tried again.
    ///
    /// @throws InterruptedException when it was told to end
    void waitFor(String neighbour, Exception failure) throws InterruptedException {
        var now = "it waits for " + neighbour + ": " + failure.getMessage();
        if (!now.equals(reason)) {
            log.atWarn().addKeyValue("reason", now).log("The dashboard waits");
        }
        reason = now;
        if (ended.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    void goOn() {
        reason = "";
    }

    void end() {
        ended.countDown();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    Readiness readiness() {
        return reason.isEmpty() ? new Readiness(true, "running") : new Readiness(false, reason);
    }
}
