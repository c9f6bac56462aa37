package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.system.Reader.Look;
import io.copydesk.system.Reader.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A busy day in a browser. What it takes is printed; what is asserted does not depend on how busy this machine is.
class DashboardPaceIT {
    private static final int A_SECOND = 50;
    private static final int UPDATES = 20 * A_SECOND;
    private static final int RECENT = 10_000;
    private static final int LOADS = 5;
    private static final String BODY = "The harbour master counts the ships that wait for the tide, and the trains. "
            .repeat(5);

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    static Path folder;

    private static LoneRegistry registry;

    @BeforeAll
    static void startRegistry() {
        registry = LoneRegistry.start(folder);
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @Test
    void tellsABrowserEveryUpdateOnce() throws Exception {
        try (var desk = new Desk(folder.resolve("stream"), registry.url())) {
            var dashboard = desk.startDashboard();
            desk.awaitReady();
            try (var reader = CHROMIUM.reader(dashboard, Look.DESK); var writer = desk.changeWriter()) {
                reader.awaitLive();
                var written = writeSteadily(writer);
                reader.awaitChanges(UPDATES);
                var seen = reader.seen();
                assertThat(seen).extracting(Seen::id).doesNotHaveDuplicates().hasSize(UPDATES);
                assertThat(reader.headlines()).hasSize(500); // and no more, however long it is left open
                print("from append to browser, of all", seen,
                        each -> each.told() - Objects.requireNonNull(written.get(each.id())));
                print("from append to browser, when it has run for five seconds", seen.subList(5 * A_SECOND, UPDATES),
                        each -> each.told() - Objects.requireNonNull(written.get(each.id())));
                print("from append to card", seen.stream().filter(each -> each.shown() > 0).toList(),
                        each -> each.shown() - Objects.requireNonNull(written.get(each.id())));
                print("between two frames", reader.frames(), Long::longValue);
                reader.assertNoComplaint();
            }
        }
    }

    private static Map<String, Long> writeSteadily(ChangeWriter writer) throws InterruptedException {
        var written = new ConcurrentHashMap<String, Long>();
        var next = new AtomicInteger();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var writing = clock.scheduleAtFixedRate(() -> {
                int number = next.getAndIncrement();
                if (number < UPDATES) {
                    var id = "pace-" + number;
                    written.put(id, System.currentTimeMillis());
                    var unused = writer.write(ChangeWriter.entry(id, "Ship " + number + " is counted", BODY).build());
                } else {
                    clock.shutdown();
                }
            }, 0, 1_000_000 / A_SECOND, TimeUnit.MICROSECONDS);
            assertThat(clock.awaitTermination(5, TimeUnit.MINUTES)).as("%s", writing).isTrue();
        }
        return written;
    }

    @Test
    void paintsAtOnceHoweverMuchIsKnown() throws Exception {
        try (var desk = new Desk(folder.resolve("recent"), registry.url())) {
            try (var writer = desk.changeWriter()) {
                var sent = IntStream.range(0, RECENT)
                        .mapToObj(i -> writer.write(ChangeWriter.entry("e" + i, "Ship " + i, BODY).build())).toList();
                for (var each : sent) {
                    each.get();
                }
            }
            var dashboard = desk.startDashboard();
            desk.awaitReady();
            var paints = new ArrayList<Long>();
            var cards = new ArrayList<Long>();
            for (int i = 0; i < LOADS; i++) {
                try (var reader = CHROMIUM.reader(dashboard, Look.DESK)) {
                    reader.awaitLive();
                    assertThat(reader.headlines()).hasSize(100);
                    paints.add(reader.firstPaint());
                    cards.add(reader.firstCards());
                }
            }
            System.out.println("First paint, ms: " + paints + "; first hundred cards, ms: " + cards);
            assertThat(paints).anyMatch(ms -> ms < 1_000);
        }
    }

    private static <T> void print(String what, List<T> all, ToLongFunction<T> took) {
        var sorted = all.stream().mapToLong(took).sorted().toArray();
        System.out.printf("%s, ms: p50 %d, p99 %d, most %d (of %d)%n", what, sorted[sorted.length / 2],
                sorted[sorted.length * 99 / 100], sorted[sorted.length - 1], sorted.length);
    }
}
