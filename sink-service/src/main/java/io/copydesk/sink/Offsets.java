package io.copydesk.sink;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits the consumer's positions, not the offsets of its records: a position also passes the markers that end a
/// transaction, and a lag of 0 then means that all is stored.
final class Offsets {
    private static final Logger log = LoggerFactory.getLogger(Offsets.class);
    private static final Duration COMMIT = Duration.ofSeconds(10);

    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    Offsets(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /// Call only when no record is in hand. A commit that does not succeed is made up for by the next, or by whoever
    /// reads the records again.
    void commit() {
        var moved = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : consumer.assignment()) {
            try {
                long position = consumer.position(partition, Duration.ZERO);
                if (!Long.valueOf(position).equals(committed.get(partition))) {
                    moved.put(partition, new OffsetAndMetadata(position));
                }
            } catch (TimeoutException e) {
                log.atTrace().addKeyValue("partition", partition).log("position not known yet");
            }
        }
        if (moved.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(moved, COMMIT);
            moved.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
            log.atInfo().addKeyValue("cause", e.getMessage()).log("offsets not committed, will be made up for");
        }
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(committed::remove);
    }
}
