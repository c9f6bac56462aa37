package io.copydesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.StoryLink;
import io.copydesk.schemas.BadRecordException.Cause;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever bytes arrive, the answer is a value or a [BadRecordException], and it costs little.
class BadRecordTest {
    private static final long LITTLE = 4L * 1024 * 1024;

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final Contracts contracts = new Contracts(registry, PassingTime.impatient());
    private final Serde<Entry> entries = contracts.serde(Topics.ENTRIES);
    private final Serde<StoryLink> stories = contracts.serde(Topics.STORIES);

    @BeforeEach
    void registers() throws Exception {
        for (var topic : Topics.CONTRACTED) {
            registry.register(topic.subject(), new AvroSchema(topic.schema()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "0100000001", "7b22736f75726365223a", "ff"})
    void namesAWrongMagicByte(String hex) {
        assertBad(HexFormat.of().parseHex(hex), Cause.WRONG_MAGIC_BYTE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void namesBytesTooFewForASchemaId(int length) {
        assertBad(new byte[length], Cause.TRUNCATED);
    }

    @Test
    void refusesEveryCutOfABody() {
        var whole = written();
        for (int length = 5; length < whole.length; length++) {
            assertBad(Arrays.copyOf(whole, length), Cause.UNDECODABLE);
        }
    }

    @Test
    void refusesSurplusBytes() {
        var whole = written();
        assertBad(Arrays.copyOf(whole, whole.length + 1), Cause.UNDECODABLE);
    }

    @Test
    void refusesARecordOfAnotherContract() {
        var link = stories.serializer().serialize("any", FilledRecord.of(StoryLink.class));
        assertBad(link, Cause.UNDECODABLE);
    }

    @Test
    void survivesRandomBytes() {
        var random = new Random(20_241);
        var header = Arrays.copyOf(written(), 5);
        for (int i = 0; i < 20_000; i++) {
            var body = new byte[random.nextInt(300)];
            random.nextBytes(body);
            var bytes = Arrays.copyOf(header, 5 + body.length);
            System.arraycopy(body, 0, bytes, 5, body.length);
            assertValueOrUndecodable(bytes);
        }
    }

    @Test
    void survivesFlippedBytes() {
        var random = new Random(7);
        var whole = written();
        for (int i = 0; i < 20_000; i++) {
            var bytes = whole.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt();
            }
            assertValueOrUndecodable(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1_000_000_000, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, 1L << 62})
    void allocatesLittleForAHugeText(long length) throws Exception {
        var bytes = entryThatStartsWith(length);
        var allocated = allocatedBy(() -> assertBad(bytes, Cause.UNDECODABLE));
        assertThat(allocated).isLessThan(LITTLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 10_000_000, 1_000_000_000, Integer.MAX_VALUE - 8, Integer.MAX_VALUE,
            1L << 62})
    void allocatesLittleForAHugeList(long items) throws Exception {
        // empty up to the rung, then the count of aliases
        var bytes = entryThatStartsWith(0, 0, 0, 0, 0, 0, 0, items);
        var allocated = allocatedBy(() -> assertBad(bytes, Cause.UNDECODABLE));
        assertThat(allocated).isLessThan(LITTLE);
    }

    private byte[] written() {
        return entries.serializer().serialize("any", FilledRecord.of(Entry.class));
    }

    private byte[] entryThatStartsWith(long... numbers) throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Arrays.copyOf(written(), 5));
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        for (var number : numbers) {
            encoder.writeLong(number);
        }
        return bytes.toByteArray();
    }

    private void assertBad(byte[] bytes, Cause cause) {
        assertThatThrownBy(() -> entries.deserializer().deserialize("any", bytes))
                .isInstanceOfSatisfying(BadRecordException.class, bad -> assertThat(bad.reason()).isEqualTo(cause));
    }

    private void assertValueOrUndecodable(byte[] bytes) {
        var thrown = catchThrowable(() -> entries.deserializer().deserialize("any", bytes));
        if (thrown != null) {
            assertThat(thrown).as(() -> HexFormat.of().formatHex(bytes)).isInstanceOfSatisfying(
                    BadRecordException.class, bad -> assertThat(bad.reason()).isEqualTo(Cause.UNDECODABLE));
        }
    }

    private static long allocatedBy(Runnable work) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.run(); // loads classes
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
