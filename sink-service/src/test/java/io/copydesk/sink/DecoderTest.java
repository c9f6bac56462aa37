package io.copydesk.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Patience;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What needs no schema; the rest is read in SinkServiceIT.
class DecoderTest {
    private final Decoder decoder = new Decoder(new Contracts(new MockSchemaRegistryClient(), Patience.ofServices()));

    @Test
    void readsTombstones() {
        assertThat(decoder.decode(record(Topics.ENTRIES, "a", null)).item()).isEqualTo(new Item.Forgotten("a"));
        assertThat(decoder.decode(record(Topics.STORIES, "a", null)).item()).isEqualTo(new Item.Unlinked("a"));
    }

    @Test
    void refusesAChangeWithoutAValue() {
        assertThat(refusal(record(Topics.CHANGES, "a", null))).isEqualTo(Cause.AGAINST_CONTRACT);
    }

    @Test
    void refusesARecordWithoutAKey() {
        assertThat(refusal(record(Topics.ENTRIES, "", null))).isEqualTo(Cause.AGAINST_CONTRACT);
    }

    @Test
    void refusesWhatIsNotTheWireFormat() {
        assertThat(refusal(record(Topics.ENTRIES, "a", "plain text"))).isEqualTo(Cause.WRONG_MAGIC_BYTE);
    }

    private Cause refusal(ConsumerRecord<byte[], byte[]> record) {
        var refused = new Cause[1];
        assertThatExceptionOfType(BadRecordException.class).isThrownBy(() -> decoder.decode(record))
                .satisfies(e -> refused[0] = e.reason());
        return refused[0];
    }

    private static ConsumerRecord<byte[], byte[]> record(Topic<?> topic, String key, @Nullable String value) {
        return new ConsumerRecord<>(topic.name(), 0, 0, key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}
