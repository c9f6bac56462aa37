package io.copydesk.benchmarks;

import io.copydesk.benchmarks.Race.Work;
import io.copydesk.cluster.DataDirectory;
import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.enrich.EnrichService;
import io.copydesk.runtime.Neighbours;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The whole enrich service, with a real broker and registry, against a topology that only copies: it writes as many
/// records of the same size under the same settings.
final class EnrichBench implements Benchmarks.Stage {
    static final int ENTRIES = 8_000;
    private static final String OBSERVATIONS = "copydesk.enrich.observations";

    private final DataDirectory data;
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;
    private final Map<String, String> environment;
    private final AtomicInteger runs = new AtomicInteger();

    EnrichBench(Path folder) {
        this.data = DataDirectory.take(folder);
        this.kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        this.registry = EmbeddedRegistry.start(folder.resolve("registry"), kafka.bootstrapServers());
        this.environment = Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "COPYDESK_REGISTRY_URL", registry.url());
        declare();
        fill();
        enrich(true); // so that there is something to copy
    }

    @Override
    public void run(PrintWriter out) {
        var race = new Race("entries")
                .lane("copies records of the same number and size", this::copy)
                .lane("entries and changes, no stories, no trends", () -> enrich(false))
                .lane("everything, stories and trends included", () -> enrich(true));
        race.run().report(out);
    }

    private Work copy() {
        try (var peer = new CopyingTopology(Neighbours.of(environment), name(), data.path())) {
            return timed(peer::start, peer::copied);
        }
    }

    private Work enrich(boolean whole) {
        var settings = new HashMap<>(environment);
        settings.put("COPYDESK_ENRICH_APPLICATION_ID", name());
        settings.put("COPYDESK_ENRICH_STATE_DIR", data.path().resolve("state").toString());
        settings.put("COPYDESK_ENRICH_STORIES", Boolean.toString(whole));
        settings.put("COPYDESK_ENRICH_TRENDS", Boolean.toString(whole));
        var meters = new SimpleMeterRegistry();
        try (var service = EnrichService.of(settings, meters)) {
            return timed(service::start, () -> (int) meters.find(OBSERVATIONS).counters().stream()
                    .mapToDouble(counter -> counter.count()).sum());
        }
    }

    private interface Count {
        int now();
    }

    /// From the first record that was processed to the last: starting and joining the group are not measured.
    private static Work timed(Runnable start, Count count) {
        start.run();
        int first = await(count, 1);
        long began = System.nanoTime();
        int last = await(count, ENTRIES);
        return new Work(last - first, System.nanoTime() - began);
    }

    private static int await(Count count, int wanted) {
        long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (count.now() < wanted) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("only " + count.now() + " of " + wanted + " entries in five minutes");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return count.now();
    }

    private String name() {
        return "bench-" + runs.incrementAndGet();
    }

    private void declare() {
        var neighbours = Neighbours.of(environment);
        try (var admin = Admin.create(new HashMap<>(neighbours.kafka()));
                var client = Contracts.client(neighbours.registryUrl(), neighbours.registry())) {
            new TopicsAdmin(admin).apply();
            new SchemasAdmin(client).apply();
            CopyingTopology.declare(admin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() {
        var neighbours = Neighbours.of(environment);
        try (var contracts = neighbours.contracts();
                var producer = new KafkaProducer<>(new HashMap<>(neighbours.kafka()), new StringSerializer(),
                        new ByteArraySerializer())) {
            var serializer = contracts.serde(Topics.RAW).serializer();
            for (var observation : new NewsText(1, Instant.now().minusSeconds(ENTRIES)).observations(ENTRIES)) {
                var unused = producer.send(new ProducerRecord<>(Topics.RAW.name(), null,
                        observation.getObservedAt().toEpochMilli(), observation.getBlog(),
                        serializer.serialize(Topics.RAW.name(), observation)));
            }
            producer.flush(); // what is missing, the first run waits for in vain
        }
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
        data.close();
    }
}
