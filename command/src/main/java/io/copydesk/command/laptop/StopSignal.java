package io.copydesk.command.laptop;

import io.copydesk.command.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and SIGTERM: the running thread is interrupted, given time to end in order, and then the program ends with 0.
/// (Left to itself, the JVM would say 130 or 143 however clean the end was.)
final class StopSignal {
    private static final Duration TO_END = Duration.ofSeconds(60);

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean given;

    private StopSignal() {}

    /// For the thread that calls.
    static StopSignal forThisThread() {
        var signal = new StopSignal();
        var running = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> signal.arrived(running), "stop"));
        return signal;
    }

    boolean given() {
        return given;
    }

    /// To be called when everything is closed.
    void ended() {
        ended.countDown();
    }

    private void arrived(Thread running) {
        if (ended.getCount() == 0) {
            return; // the program ends by itself
        }
        given = true;
        running.interrupt();
        try {
            boolean clean = ended.await(TO_END.toMillis(), TimeUnit.MILLISECONDS);
            Runtime.getRuntime().halt(clean ? ExitCode.FINE : ExitCode.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
