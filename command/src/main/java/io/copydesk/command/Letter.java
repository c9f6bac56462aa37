package io.copydesk.command;

import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A dead letter as it stands on the topic.
///
/// @param record its key and value are those of the record that failed
/// @param headers as texts, in their order
record Letter(ConsumerRecord<byte[], byte[]> record, Map<String, String> headers) {
    private static final String SINK = "sink-";

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(),
                header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        return new Letter(record, headers);
    }

    /// Its partition and offset: what a command calls it by.
    String name() {
        return record.partition() + "-" + record.offset();
    }

    Instant time() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String stage() {
        return header(DeadLetter.STAGE);
    }

    boolean hasCause(Cause cause) {
        return header(DeadLetter.CAUSE).equals(cause.name());
    }

    /// The store that refused it, if one did.
    Optional<String> store() {
        return Optional.of(stage()).filter(stage -> stage.startsWith(SINK))
                .map(stage -> stage.substring(SINK.length()));
    }

    String topic() {
        return header(DeadLetter.TOPIC);
    }

    /// Where the record stood that failed.
    TopicPartition partition() {
        return new TopicPartition(topic(), (int) number(DeadLetter.PARTITION));
    }

    long offset() {
        return number(DeadLetter.OFFSET);
    }

    int attempt() {
        return DeadLetter.attempt(record.headers());
    }

    String key() {
        return Cluster.key(record);
    }

    byte @Nullable [] value() {
        return record.value();
    }

    /// Bytes of the whole value, also of one that was cut.
    long size() {
        if (headers.containsKey(DeadLetter.SIZE)) {
            return number(DeadLetter.SIZE);
        }
        return record.value() == null ? 0 : record.value().length;
    }

    /// Whether it holds only the beginning of what failed.
    boolean isCut() {
        return headers.containsKey(DeadLetter.SHA256) || headers.containsKey(DeadLetter.KEY_SHA256);
    }

    /// Somebody else may write letters too: what is no number is none.
    private long number(String header) {
        try {
            return Long.parseLong(header(header));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
