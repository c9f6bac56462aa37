package io.copydesk.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.IngestStateKey;
import io.copydesk.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepublishingTest {
    private static final Instant THEN = Instant.parse("2025-03-01T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int PARTITIONS = 6;

    private final Contracts contracts = Contracts.inMemory();
    private final MockProducer<String, byte[]> producer = new MockProducer<>(cluster(), true, null,
            new StringSerializer(), new ByteArraySerializer());
    private final Republishing republishing = Republishing.to(producer, contracts, Clock.fixed(NOW, ZoneOffset.UTC));

    private static Cluster cluster() {
        var node = new Node(1, "localhost", 9092);
        var partitions = IntStream.range(0, PARTITIONS).mapToObj(i -> new PartitionInfo(
                Topics.INGEST_STATE.name(), i, node, new Node[]{node}, new Node[]{node})).toList();
        return new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
    }

    private static Observation look(String source, long look) {
        return Observation.newBuilder().setSource(source).setBlog("blog").setNativeId("e" + look)
                .setSignal(Signal.SEEN).setLook(look).setObservedAt(THEN).build();
    }

    @AfterEach
    void close() {
        republishing.close();
        contracts.close();
    }

    @Test
    void keepsOrderKeyAndValueAndTakesTheCurrentTime() {
        var looks = List.of(look("page", 7), look("page", 8), look("push", 0));
        looks.forEach(look -> republishing.publish("blog", look));
        republishing.finish();

        var raw = producer.history().subList(0, 3);
        assertThat(raw).allMatch(record -> record.topic().equals(Topics.RAW.name()) && record.key().equals("blog")
                && record.timestamp() == NOW.toEpochMilli() && record.partition() == null);
        var deserializer = contracts.serde(Topics.RAW).deserializer();
        assertThat(raw).extracting(record -> deserializer.deserialize(record.topic(), record.value()))
                .isEqualTo(looks);
        assertThat(republishing.count()).isEqualTo(3);
        assertThat(republishing.sources()).isEqualTo(2);
    }

    @Test
    void hasIngestNumberTheLooksOfASourceFromWhereTheyEnded() {
        republishing.publish("blog", look("page", 41));
        republishing.publish("blog", look("page", 40));
        republishing.publish("blog", look("push", 0));
        republishing.finish();

        assertThat(producer.history().subList(3, producer.history().size())).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo(Topics.INGEST_STATE.name());
            assertThat(record.key()).isEqualTo("page");
            assertThat(record.partition()).isEqualTo(IngestStateKey.partition("page", PARTITIONS));
            assertThat(contracts.serde(Topics.INGEST_STATE).deserializer().deserialize(record.topic(),
                    record.value())).isEqualTo(IngestState.newBuilder().setSource("page").setLook(41).build());
        });
    }

    @Test
    void failsWhenAnythingIsNotAcknowledged() {
        var slow = new MockProducer<>(cluster(), false, null, new StringSerializer(), new ByteArraySerializer());
        try (var failing = Republishing.to(slow, contracts, Clock.systemUTC())) {
            failing.publish("blog", look("page", 1));
            slow.errorNext(new TimeoutException("no answer"));
            assertThatThrownBy(() -> failing.publish("blog", look("page", 2))).isInstanceOf(KafkaException.class)
                    .hasMessageContaining("make the topics anew").hasRootCauseMessage("no answer");
        }
    }
}
