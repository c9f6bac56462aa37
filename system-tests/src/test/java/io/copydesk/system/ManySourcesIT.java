package io.copydesk.system;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.IntSummaryStatistics;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Eighty live blogs looked at every second, which is 5,000 once a minute: by one instance, then by two. Without further
/// settings there are fewer of them, looked at more often; see CONTRIBUTING.md for the 5,000.
class ManySourcesIT {
    private static final int SOURCES = Integer.getInteger("many.sources", 1_000);
    private static final int SECONDS = Integer.getInteger("many.seconds", 12);
    private static final String HEAP = "384m";
    private static final int UPDATES = 20;
    /// A blog gets another update each time that it was looked at so often.
    private static final int QUIET_LOOKS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Instant BEGIN = Instant.parse("2025-06-01T08:00:00Z");

    @TempDir
    static Path folder;

    /// How often each blog was asked for.
    private final AtomicIntegerArray asked = new AtomicIntegerArray(SOURCES);

    @Test
    void looksAtAllInTurnAndSharesThemEvenly() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder.resolve("registry-kafka"));
                var registry = EmbeddedRegistry.start(folder.resolve("registry"), kafka.bootstrapServers());
                var desk = new Desk(folder.resolve("desk"), registry.url())) {
            var server = server();
            try {
                var one = desk.startIngest(HEAP);
                desk.awaitReady();
                desk.read(sources(server.port()));

                awaitEachAsked(1); // what the first looks publish takes the time that it takes
                var first = counts();
                await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> since(first).getMin() >= 3);
                assertThat(since(first).getMax()).as("none waits while others are looked at again")
                        .isLessThanOrEqualTo(since(first).getMin() + 2);
                report("one instance", one);

                var two = desk.startIngest(HEAP);
                desk.awaitReady();
                awaitEachAsked(least() + 1); // the hand-over
                long before = one.looks();
                long beforeOfTwo = two.looks();
                awaitEachAsked(least() + 2);
                long looks = one.looks() - before;
                long looksOfTwo = two.looks() - beforeOfTwo;
                report("the first of two", one);
                report("the second of two", two);
                assertThat((double) looks / (looks + looksOfTwo)).as("%d and %d looks", looks, looksOfTwo)
                        .isBetween(0.45, 0.55);
                assertThat(desk.deadLetters()).isZero();
            } finally {
                server.stop();
            }
        }
    }

    private void awaitEachAsked(int times) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> least() >= times);
    }

    private int least() {
        return IntStream.range(0, SOURCES).map(asked::get).min().orElse(0);
    }

    private int[] counts() {
        return IntStream.range(0, SOURCES).map(asked::get).toArray();
    }

    private IntSummaryStatistics since(int[] before) {
        return IntStream.range(0, SOURCES).map(number -> asked.get(number) - before[number]).summaryStatistics();
    }

    private static void report(String what, Desk.Instance instance) throws Exception {
        var operations = instance.operations();
        System.out.printf("%s: heap %d MiB, %d platform threads, %d looks, %d failed%n", what,
                operations.count("jvm_memory_used_bytes", "area=\"heap\"") >> 20,
                operations.count("jvm_threads_live_threads", ""), instance.looks(),
                operations.count("copydesk_ingest_looks_total", "outcome=\"failed\""));
    }

    private Javalin server() {
        return Javalin.start(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            config.routes.get("/live/{number}", this::page);
        });
    }

    private void page(Context request) {
        int number = Integer.parseInt(request.pathParam("number"));
        int version = asked.getAndIncrement(number) / QUIET_LOOKS;
        var tag = "\"" + version + "\"";
        request.header("ETag", tag);
        if (tag.equals(request.header("If-None-Match"))) {
            request.status(304);
        } else {
            request.contentType("text/html").result(page(number, UPDATES + version));
        }
    }

    private static String page(int number, int updates) {
        return "<!DOCTYPE html><title>Regatta</title><script type='application/ld+json'>{\"@type\": \"LiveBlogPosting\","
                + "\"liveBlogUpdate\": ["
                + IntStream.range(0, updates).mapToObj(update -> update(number, update)).collect(joining(","))
                + "]}</script>";
    }

    private static String update(int number, int update) {
        return "{\"@id\": \"urn:blog:%d:%d\", \"headline\": \"Leg %d\", \"datePublished\": \"%s\", \"articleBody\": \"%s\"}"
                .formatted(number, update, update, BEGIN.plus(Duration.ofMinutes(update)),
                        ("Boat " + number + " rounds mark " + update + " in a fresh breeze. ").repeat(4));
    }

    private static String sources(int port) {
        return IntStream.range(0, SOURCES).mapToObj(number -> """
                  - id: regatta-%d
                    kind: page
                    url: http://127.0.0.1:%d/live/%d
                    every: %ds
                    allow: [127.0.0.0/8]
                """.formatted(number, port, number, SECONDS)).collect(joining("", "sources:\n", ""));
    }
}
