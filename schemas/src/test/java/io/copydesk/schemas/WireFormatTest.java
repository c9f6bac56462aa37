package io.copydesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Trend;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden bytes are derived by hand from Confluent's wire format and Avro's specification.
class WireFormatTest {
    private static final int ID = 0x01020304;
    private static final String HEADER = "00" // magic byte
            + "01020304"; // schema id, most significant byte first

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final Contracts contracts = new Contracts(registry, PassingTime.impatient());

    @Test
    void writesATrendByteForByte() throws Exception {
        var trend = Trend.newBuilder().setTag("Q1").setWindowStart(Instant.ofEpochMilli(300_000))
                .setWindowEnd(Instant.ofEpochMilli(600_000)).setLabel("").setCount(-2).setVersion(5).build();

        assertThat(bytes(Topics.TRENDS, trend)).isEqualTo(HEADER
                + "04" + "5131" // tag: length 2 as zigzag 4, 'Q', '1'
                + "c0cf24" // windowStart: zigzag 600,000 = 36·128² + 79·128 + 64, lowest 7 bits first
                + "809f49" // windowEnd: zigzag 1,200,000 = 73·128² + 31·128 + 0
                + "00" // label: length 0
                + "03" // count: -2 as zigzag 3
                + "0a"); // version: 5 as zigzag 10
    }

    @Test
    void writesAStoryLinkByteForByte() throws Exception {
        var link = StoryLink.newBuilder().setEntry("e").setStory("s").setDuplicateOf("ö").setScore(0.5f)
                .setReasons(List.of("r")).setLinkVersion(64).setObservedAt(Instant.ofEpochMilli(1)).build();

        assertThat(bytes(Topics.STORIES, link)).isEqualTo(HEADER
                + "0265" // entry: length 1, 'e'
                + "0273" // story: length 1, 's'
                + "02" + "04c3b6" // duplicateOf: branch 1 of the union, length 2, 'ö' in UTF-8
                + "0000003f" // score: 0.5 = 0x3f000000, least significant byte first
                + "02" + "0272" + "00" // reasons: a block of 1, "r", no further block
                + "8001" // linkVersion: zigzag 128 = 1·128 + 0
                + "02"); // observedAt: zigzag 2
    }

    @Test
    void writesNullAsBranchZero() throws Exception {
        var link = StoryLink.newBuilder().setEntry("e").setStory("s").build();

        assertThat(bytes(Topics.STORIES, link))
                .isEqualTo(HEADER + "0265" + "0273" + "00" + "00000000" + "00" + "00" + "00");
    }

    @Test
    void keepsATombstoneATombstone() {
        try (var serde = contracts.serde(Topics.ENTRIES)) {
            assertThat(serde.serializer().serialize("any", null)).isNull();
            assertThat(serde.deserializer().deserialize("any", null)).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("contracted")
    <T extends SpecificRecordBase> void readsBackEveryFieldOfEveryContract(Topic<T> topic) throws Exception {
        registry.register(topic.subject(), new AvroSchema(topic.schema()));
        var written = FilledRecord.of(topic.value());

        try (var serde = contracts.serde(topic)) {
            var read = serde.deserializer().deserialize("any", serde.serializer().serialize("any", written));

            assertThat(read).isEqualTo(written).isInstanceOf(topic.value());
            assertThat(read).hasToString(written.toString());
        }
    }

    static List<Topic<?>> contracted() {
        return Topics.CONTRACTED;
    }

    private <T extends SpecificRecordBase> String bytes(Topic<T> topic, T value) throws Exception {
        registry.register(topic.subject(), new AvroSchema(topic.schema()), 1, ID);
        try (var serde = contracts.serde(topic)) {
            var bytes = serde.serializer().serialize("any", value);
            assertThat(serde.deserializer().deserialize("any", bytes)).isEqualTo(value);
            return HexFormat.of().formatHex(bytes);
        }
    }
}
