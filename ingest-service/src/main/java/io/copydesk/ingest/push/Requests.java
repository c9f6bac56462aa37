package io.copydesk.ingest.push;

import io.copydesk.runtime.Timers;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Rate, errors and duration of the requests to push, by the status of their answers, and how many are in hand.
final class Requests {
    private static final String BEGUN = "copydesk.begun";
    private static final int TAKEN = 202;

    private final MeterRegistry meters;
    private final AtomicInteger inHand = new AtomicInteger();
    private final Map<Integer, Timer> timers = new ConcurrentHashMap<>();

    Requests(MeterRegistry meters) {
        this.meters = meters;
        // from the start on, so that the first of each is seen to be one more
        IntStream.concat(IntStream.of(TAKEN), Arrays.stream(Refusal.values()).mapToInt(Refusal::status))
                .forEach(this::timer);
        Gauge.builder("copydesk.push.requests.in.hand", inHand, AtomicInteger::get)
                .description("requests that are being answered").strongReference(true).register(meters);
    }

    void begin(Context request) {
        inHand.incrementAndGet();
        request.attribute(BEGUN, System.nanoTime());
    }

    void end(Context request) {
        Long begun = request.attribute(BEGUN);
        if (begun != null) {
            inHand.decrementAndGet();
            timer(request.statusCode()).record(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private Timer timer(int status) {
        return timers.computeIfAbsent(status, it -> Timers.of(meters, "copydesk.push.request",
                "from a request's headers to its answer", "status", Integer.toString(it)));
    }
}
