package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.enrich.EnrichGroup;
import io.copydesk.enrich.EnrichMain;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Enrich, killed with many live entries, goes on with all that it knew: by itself, and by another instance that keeps a
/// copy of its state. How long that takes is printed; see CONTRIBUTING.md for 250,000 entries.
class RestoreIT {
    private static final int ENTRIES = Integer.getInteger("live.entries", 5_000);
    private static final int BLOGS = 500;
    /// The ends of transactions take offsets too, and nobody reads the last of each changelog.
    private static final int MARKERS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    static Path folder;

    private final List<JavaProcess> processes = new ArrayList<>();

    @Test
    void goesOnWithWhatItKnewAfterAKill() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"));
                var registry = EmbeddedRegistry.start(folder.resolve("registry"), kafka.bootstrapServers());
                var contracts = Contracts.connect(registry.url(), Map.of());
                var producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(), new ByteArraySerializer())) {
            declare(kafka, registry);
            var raw = new Raw(producer, contracts, Instant.now());
            for (int entry = 0; entry < ENTRIES; entry++) {
                raw.observe(entry, 1,
                        "Entry " + entry + " of the regatta off Lisbon. " + "The wind holds. ".repeat(30));
            }
            var changes = new Changes(kafka.bootstrapServers());
            var one = start("one", kafka, registry, 0);
            changes.await(ENTRIES);

            one.kill();
            long began = System.nanoTime();
            one.start();
            observeAgain(raw, 2);
            report("alone", began, changes.await(ENTRIES + BLOGS));

            int port = Pipeline.freePort();
            var two = start("two", kafka, registry, port);
            awaitCopy(new Operations(port));
            one.kill();
            began = System.nanoTime();
            observeAgain(raw, 3);
            report("by the other, which has a copy", began, changes.await(ENTRIES + 2 * BLOGS));
            assertThat(changes.count()).as("the rest is known, and unchanged").isEqualTo(ENTRIES + 2L * BLOGS);

            refusesASecondOfThisName("two", kafka, registry);
            leavesTheGroupOnlyWhenAsked("two", two, kafka);
        } finally {
            processes.forEach(JavaProcess::close);
        }
    }

    /// The one that runs is not disturbed.
    private void refusesASecondOfThisName(String name, EmbeddedKafka kafka, EmbeddedRegistry registry)
            throws Exception {
        var second = start(name, "on another machine", kafka, registry, 0);

        assertThat(second.await()).isEqualTo(1);
        assertThat(second.printed())
                .contains("COPYDESK_ENRICH_INSTANCE_ID: an instance '" + name + "' is in the group");
    }

    private static void leavesTheGroupOnlyWhenAsked(String name, JavaProcess process, EmbeddedKafka kafka)
            throws Exception {
        assertThat(process.stop()).isZero();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var group = new EnrichGroup(admin, "copydesk-enrich");
            assertThat(group.members()).as("its session goes on").extracting(EnrichGroup.Member::instance)
                    .containsOnly(name);
            assertThat(group.leave(name)).isEqualTo(1);
            assertThat(group.members()).isEmpty();
        }
    }

    /// One entry of each blog has another text, and one has the same.
    private static void observeAgain(Raw raw, int look) {
        for (int blog = 0; blog < BLOGS; blog++) {
            raw.observe(blog + BLOGS, look, "Entry " + (blog + BLOGS) + " of the regatta off Lisbon. "
                    + "The wind holds. ".repeat(30));
            raw.observe(blog, look, "Entry " + blog + " is corrected: look " + look + ".");
        }
        raw.flush();
    }

    private static void report(String how, long began, long flowing) {
        System.out.printf("%,d live entries: flowing again %s after %.1f s%n", ENTRIES, how, (flowing - began) / 1e9);
    }

    private JavaProcess start(String name, EmbeddedKafka kafka, EmbeddedRegistry registry, int port) throws Exception {
        return start(name, name, kafka, registry, port);
    }

    private JavaProcess start(String name, String place, EmbeddedKafka kafka, EmbeddedRegistry registry, int port)
            throws Exception {
        var environment = new HashMap<String, String>();
        environment.put("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("COPYDESK_REGISTRY_URL", registry.url());
        environment.put("COPYDESK_ENRICH_STATE_DIR", folder.resolve(place).toString());
        environment.put("COPYDESK_ENRICH_INSTANCE_ID", name);
        environment.put("COPYDESK_ENRICH_STANDBY_REPLICAS", "1");
        environment.put("COPYDESK_HTTP_PORT", port == 0 ? "" : Integer.toString(port));
        var process = new JavaProcess(folder.resolve(place + ".log"), environment, List.of("-Xmx1g"), EnrichMain.class);
        processes.add(process);
        process.start();
        return process;
    }

    /// The second instance has copied what the first one knows.
    private static void awaitCopy(Operations two) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(
                () -> two.ready() && two.count("copydesk_enrich_state_records", "") >= ENTRIES
                        && two.count("copydesk_enrich_state_lag_records", "") <= MARKERS);
    }

    private static void declare(EmbeddedKafka kafka, EmbeddedRegistry registry) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var client = Contracts.client(registry.url(), Map.of())) {
            assertThat(new TopicsAdmin(admin).apply()).allMatch(finding -> finding.fine());
            assertThat(new SchemasAdmin(client).apply()).allMatch(finding -> finding.fine());
        }
    }

    /// @param start not a fixed day: what is older than the retention of a topic is deleted within seconds
    private record Raw(KafkaProducer<String, byte[]> producer, Contracts contracts, Instant start) {
        void observe(int entry, int look, String body) {
            var seen = Observation.newBuilder().setSource("page-" + entry % BLOGS).setBlog("blog-" + entry % BLOGS)
                    .setNativeId("e" + entry).setBody(body).setSignal(Signal.SEEN).setLook(look)
                    .setPosition(entry / BLOGS).setObservedAt(start.plusSeconds(look)).build();
            var unused = producer.send(new ProducerRecord<>(Topics.RAW.name(), null,
                    seen.getObservedAt().toEpochMilli(),
                    seen.getBlog(), contracts.serde(Topics.RAW).serializer().serialize(Topics.RAW.name(), seen)));
        }

        void flush() {
            producer.flush();
        }
    }

    /// Committed changes, as a downstream team reads them.
    private static final class Changes {
        private final KafkaConsumer<String, byte[]> consumer;
        private long count;

        Changes(String bootstrapServers) {
            consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "isolation.level",
                    "read_committed"), new StringDeserializer(), new ByteArrayDeserializer());
            var partitions = consumer.partitionsFor(Topics.CHANGES.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        /// @return when the last of them was here
        long await(long wanted) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (count < wanted && System.nanoTime() < until) {
                count += consumer.poll(Duration.ofMillis(100)).count();
            }
            assertThat(count).isEqualTo(wanted);
            return System.nanoTime();
        }

        long count() {
            count += consumer.poll(Duration.ofSeconds(2)).count();
            return count;
        }
    }
}
