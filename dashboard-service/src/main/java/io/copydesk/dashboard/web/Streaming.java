package io.copydesk.dashboard.web;

import io.copydesk.dashboard.view.Event;
import io.copydesk.dashboard.view.Event.Told;
import io.copydesk.dashboard.view.Filter;
import io.copydesk.dashboard.view.Position;
import io.copydesk.dashboard.view.View;
import io.copydesk.runtime.Readiness;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `GET /api/stream`: events as they come, to everybody from the same log. Whoever reads so slowly that events are gone
/// before it comes to them is told so and let go; nothing is kept for it.
final class Streaming {
    private static final Duration BEAT = Duration.ofSeconds(10);
    /// Events that are written between two looks at the log.
    private static final int AT_ONCE = 200;

    private final Supplier<View> view;
    private final Supplier<Readiness> readiness;
    private final Clock clock;
    private final Semaphore places;
    private final Counter tooSlow;

    Streaming(Supplier<View> view, Supplier<Readiness> readiness, int most, MeterRegistry meters, Clock clock) {
        this.view = view;
        this.readiness = readiness;
        this.clock = clock;
        this.places = new Semaphore(most);
        Gauge.builder("copydesk.dashboard.streams", places, free -> most - free.availablePermits())
                .description("browsers and programs that follow the stream").strongReference(true).register(meters);
        this.tooSlow = Counter.builder("copydesk.dashboard.dropped")
                .description("streams that were ended, since their reader was too slow").register(meters);
    }

    /// Returns when the reader has gone, or must.
    void stream(Context request) throws IOException, InterruptedException {
        var filter = Parameters.filter(request);
        var known = view.get();
        if (!places.tryAcquire()) {
            request.header("Retry-After", "10");
            throw new ServiceUnavailableResponse("As many as may follow the stream do");
        }
        try {
            var response = request.res();
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no"); // nginx
            var lastSeen = request.header("Last-Event-ID");
            new Reader(known, filter, response.getOutputStream())
                    .serve(lastSeen == null ? request.queryParam("after") : lastSeen);
        } finally {
            places.release();
        }
    }

    /// One who follows.
    private final class Reader {
        private final View from;
        private final Filter filter;
        private final OutputStream out;
        private long written = System.nanoTime();

        Reader(View from, Filter filter, OutputStream out) {
            this.from = from;
            this.filter = filter;
            this.out = out;
        }

        void serve(@Nullable String after) throws IOException, InterruptedException {
            var follower = from.follow(after);
            if (follower.isEmpty()) {
                write("reset", "{\"reason\":\"not everything since then is known here\"}", null);
                follower = from.follow(null);
            }
            var start = follower.orElseThrow();
            beat(start.seen());
            follow(start.sequence(), start.seen());
        }

        /// Something is written every ten seconds, also where nothing passes the filter: it says that both ends are there,
        /// and how far this one has seen.
        private void follow(long first, Position known) throws IOException, InterruptedException {
            long sequence = first;
            var seen = known;
            while (!from.isClosed()) {
                var events = from.await(sequence, AT_ONCE, BEAT.minusNanos(System.nanoTime() - written));
                if (events.missed()) {
                    tooSlow.increment();
                    write("dropped", "{\"reason\":\"too slow: events were gone before you came to them\"}", null);
                    out.flush();
                    return;
                }
                for (var event : events.events()) {
                    if (!seen.hasSeen(event)) {
                        seen = seen.after(event);
                        tell(event, seen);
                    }
                }
                sequence = events.next();
                if (events.upTo().isPresent()) {
                    seen = seen.and(events.upTo().get());
                }
                if (System.nanoTime() - written >= BEAT.toNanos()) {
                    beat(seen);
                }
                out.flush();
            }
        }

        private void tell(Event event, Position seen) throws IOException {
            var told = event.to(filter);
            if (told == Told.WHOLE) {
                write(event.name(), event.data(), seen);
            } else if (told == Told.GONE && event.gone() != null) {
                write("gone", event.gone(), seen);
            }
        }

        /// Stale is what is shown while Kafka or the registry is away; nobody would see it otherwise.
        private void beat(Position seen) throws IOException {
            write("beat", "{\"time\":\"" + clock.instant() + "\",\"stale\":" + !readiness.get().ready() + "}", seen);
            out.flush();
        }

        private void write(String name, String data, @Nullable Position seen) throws IOException {
            var id = seen == null ? "" : "id: " + seen + "\n";
            written = System.nanoTime();
            out.write(("event: " + name + "\n" + id + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
