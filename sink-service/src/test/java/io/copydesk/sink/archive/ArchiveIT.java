package io.copydesk.sink.archive;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import io.copydesk.sink.Samples;
import io.copydesk.sink.SinkService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sink with an archive alone, against a real broker and registry.
class ArchiveIT {
    private static final String GROUP = "copydesk-sink-archive";
    private static final int BLOGS = 20;

    @TempDir
    Path data;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void holdsEachOffsetOnceHoweverOftenTheSinkEnds() throws Exception {
        try (var kafka = EmbeddedKafka.start(data.resolve("kafka"));
                var registry = EmbeddedRegistry.start(data.resolve("registry"), kafka.bootstrapServers());
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var client = Contracts.client(registry.url(), Map.of());
                var contracts = Contracts.connect(registry.url(), Map.of());
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "enrich"),
                        new ByteArraySerializer(), new ByteArraySerializer())) {
            new TopicsAdmin(admin).apply();
            new SchemasAdmin(client).apply();
            producer.initTransactions();
            var environment = Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                    "COPYDESK_REGISTRY_URL", registry.url(), "COPYDESK_SINK_STORES", "archive",
                    "COPYDESK_ARCHIVE_FOLDER", data.resolve("archive").toString(), "COPYDESK_ARCHIVE_FILE_BYTES",
                    "100000");
            var sent = new TreeSet<String>();
            for (int part = 0; part < 3; part++) {
                try (var sink = SinkService.of(environment, meters)) {
                    sink.start();
                    sent.addAll(send(producer, contracts, part));
                    awaitNoLag(admin);
                }
                // as if it had died between the disk and the offsets
                var zero = new HashMap<TopicPartition, OffsetAndMetadata>();
                ends(admin).keySet().forEach(each -> zero.put(each, new OffsetAndMetadata(0)));
                admin.alterConsumerGroupOffsets(GROUP, zero).all().get(180, SECONDS);
            }

            var archive = Archive.open(data.resolve("archive"));
            var rows = new ArrayList<String>();
            archive.observations(row -> rows.add(row.key() + " " + row.value().getNativeId().orElseThrow()));
            archive.changes(row -> rows.add(row.key() + " " + row.value().getVersion()));
            assertThat(rows).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(written()).isEqualTo(sent.size());
            assertThat(archive.complete()).isZero();
        }
    }

    private static List<String> send(KafkaProducer<byte[], byte[]> producer, Contracts contracts, int part) {
        var sent = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            var blog = "blog-" + i % BLOGS;
            var id = part + "-" + i;
            producer.beginTransaction();
            var seen = ArchiveFolder.seen(id).setBlog(blog).build();
            var unused = producer.send(record(contracts, Topics.RAW, blog, seen));
            unused = producer.send(record(contracts, Topics.CHANGES, id, Samples.change(id, 1)));
            producer.commitTransaction();
            sent.add(blog + " " + id);
            sent.add(id + " " + Samples.version(1));
        }
        return sent;
    }

    private static <T extends SpecificRecordBase> ProducerRecord<byte[], byte[]> record(Contracts contracts,
            Topic<T> topic, String key, T value) {
        return new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8),
                contracts.serde(topic).serializer().serialize(topic.name(), value));
    }

    private double written() {
        return meters.find("copydesk.sink.records").tags("store", "archive", "outcome", "written").counters().stream()
                .mapToDouble(counter -> counter.count()).sum();
    }

    private static void awaitNoLag(Admin admin) {
        await().atMost(180, SECONDS).pollInterval(Duration.ofMillis(200)).until(() -> {
            var committed = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get(180, SECONDS);
            return ends(admin).entrySet().stream().allMatch(end -> {
                var offset = committed.get(end.getKey());
                return offset != null && offset.offset() == end.getValue();
            });
        });
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : List.of(Topics.RAW, Topics.CHANGES)) {
            for (int i = 0; i < topic.partitions(); i++) {
                latest.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
            }
        }
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest).all().get(180, SECONDS).forEach((each, end) -> ends.put(each, end.offset()));
        return ends;
    }
}
