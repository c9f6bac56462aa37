package io.copydesk.dashboard.feed;

import io.copydesk.dashboard.view.ViewLimits;
import io.copydesk.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Where a partition is read from at the start: far enough back to fill the view, and no further.
///
/// @param index of the partition in the order of positions
/// @param readFrom the first offset that is read
/// @param eventsFrom the first one that somebody can be told of who was away
/// @param end where the partition ended when this was asked
record Beginning(TopicPartition partition, int index, long readFrom, long eventsFrom, long end) {
    /// Records of each partition that are remembered as events.
    private static final long EVENTS = 2_000;

    /// In the order of positions.
    static List<Beginning> of(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        var first = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions);
        var beginnings = new ArrayList<Beginning>();
        for (var partition : partitions) {
            long begin = first.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            beginnings.add(new Beginning(partition, beginnings.size(),
                    Math.max(begin, end - lookBack(partition.topic())), Math.max(begin, end - EVENTS), end));
        }
        return beginnings;
    }

    /// How many records of a partition fill the view. Links are small, and a story may be old.
    private static long lookBack(String topic) {
        if (topic.equals(Topics.CHANGES.name())) {
            return EVENTS;
        }
        return topic.equals(Topics.ENTRIES.name()) ? ViewLimits.USUAL.entries() : ViewLimits.USUAL.links();
    }
}
