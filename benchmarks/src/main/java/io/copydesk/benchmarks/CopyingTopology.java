package io.copydesk.benchmarks;

import io.copydesk.enrich.EnrichConfiguration;
import io.copydesk.enrich.EnrichService;
import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.Neighbours;
import io.copydesk.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/// The limit: reads every observation and writes an entry and a change that it has found on the topics before. Keys,
/// sizes, settings and transactions are those of the real service; nothing is decoded, compared, kept or tagged.
final class CopyingTopology implements AutoCloseable {
    private static final String ENTRIES = "bench.entries";
    private static final String CHANGES = "bench.changes";
    private static final int SAMPLE = 2_000;

    private final AtomicInteger copied = new AtomicInteger();
    private final KafkaStreams streams;

    CopyingTopology(Neighbours neighbours, String name, Path data) {
        var config = Configuration.load(EnrichConfiguration.class, Map.of("COPYDESK_ENRICH_APPLICATION_ID", name,
                "COPYDESK_ENRICH_STATE_DIR", data.resolve("state").toString()));
        this.streams = new KafkaStreams(
                topology(sample(neighbours, Topics.ENTRIES.name()), sample(neighbours, Topics.CHANGES.name())),
                EnrichService.properties(config.enrich(), neighbours.kafka()));
    }

    static void declare(Admin admin) {
        try {
            admin.createTopics(List.of(ENTRIES, CHANGES).stream()
                    .map(name -> new NewTopic(name, Topics.RAW.partitions(), (short) 1)).toList()).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics of the copy", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Topology topology(List<byte[]> entries, List<byte[]> changes) {
        var builder = new StreamsBuilder();
        var raw = builder.stream(Topics.RAW.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()));
        raw.mapValues(value -> entries.get(copied.get() % entries.size())).to(ENTRIES,
                Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        raw.mapValues(value -> changes.get(copied.getAndIncrement() % changes.size())).to(CHANGES,
                Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        return builder.build();
    }

    void start() {
        streams.start();
    }

    int copied() {
        return copied.get();
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(20));
    }

    private static List<byte[]> sample(Neighbours neighbours, String topic) {
        var settings = new HashMap<String, Object>(neighbours.kafka());
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        var sample = new ArrayList<byte[]>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (sample.size() < SAMPLE) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> sample.add(record.value()));
            }
        }
        return sample;
    }
}
