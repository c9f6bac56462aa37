package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The registry is away for longer than any one wait, while updates come in. That it knows every id again after
/// `kill -9` is tested with the contracts, in LiveRegistryIT.
class RegistryOutageIT {
    private static final Duration OUTAGE = Duration.parse(System.getProperty("copydesk.outage", "PT2M"));
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(500);

    @TempDir
    Path folder;

    @Test
    void losesNothingAndBuriesNothingWhileTheRegistryIsAway() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder.resolve("registry-kafka"));
                var registry = EmbeddedRegistry.start(folder.resolve("registry"), kafka.bootstrapServers());
                var pipeline = new Pipeline(folder.resolve("pipeline"), registry.url());
                var client = pipeline.client()) {
            client.push(List.of(update(0))); // now every cache is warm
            pipeline.awaitStored();

            Pipeline.kill(registry.pid());
            var back = Instant.now().plus(OUTAGE);
            // these know no schema any more, and cannot ask: they have to wait, not to die; ingest still knows its own
            pipeline.enrich.killAndStart();
            pipeline.sink.killAndStart();
            pipeline.dashboard.killAndStart();
            var load = new Load(client);
            await().atMost(OUTAGE.plusSeconds(10)).until(() -> Instant.now().isAfter(back.minus(OUTAGE.dividedBy(4))));
            assertThat(load.accepted()).isGreaterThan(10);
            assertThat(pipeline.rows().count("entries")).isEqualTo(1);
            pipeline.ingest.killAndStart(); // from here on it must refuse for the time being
            var running = pipeline.services().stream().map(Pipeline.Service::pid).toList();
            await().atMost(OUTAGE.plusSeconds(10)).until(() -> Instant.now().isAfter(back));

            registry.restart();
            int sent = load.finish();
            pipeline.awaitStored();
            assertThat(pipeline.rows().count("entries")).isEqualTo(sent + 1L);
            assertThat(pipeline.rows().count("revisions")).isEqualTo(sent + 1L);
            assertThat(TopicContent.of(Topics.DEAD_LETTERS, pipeline.bootstrapServers())).isEmpty();
            // none has ended by itself meanwhile
            assertThat(pipeline.services()).allMatch(Pipeline.Service::isAlive);
            assertThat(pipeline.services()).extracting(Pipeline.Service::pid).isEqualTo(running);
        }
    }

    private static String update(int number) {
        return "{\"blog\":\"blog-%d\",\"id\":\"%d\",\"headline\":\"Update %d\",\"body\":\"Talks go on in Kyiv.\"}"
                .formatted(number % 7, number, number);
    }

    /// A client that sends an update now and then, until told to finish.
    private static final class Load {
        private final AtomicInteger accepted = new AtomicInteger();
        private final AtomicBoolean finishing = new AtomicBoolean();
        private final CompletableFuture<Void> sending;

        Load(PushClient client) {
            sending = CompletableFuture.runAsync(() -> await().pollInterval(BETWEEN_REQUESTS).forever().until(() -> {
                client.push(List.of(update(accepted.get() + 1)));
                accepted.incrementAndGet();
                return finishing.get();
            }));
        }

        int accepted() {
            return accepted.get();
        }

        /// How many were accepted.
        int finish() throws Exception {
            finishing.set(true);
            sending.get(Pipeline.SOON.toSeconds(), TimeUnit.SECONDS);
            return accepted.get();
        }
    }
}
