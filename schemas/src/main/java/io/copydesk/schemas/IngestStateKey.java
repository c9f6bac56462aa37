package io.copydesk.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/// Keys of [Topics#INGEST_STATE]. A key may name one entry of a source, yet the partition follows from the source alone,
/// so that whoever owns a partition of [Topics#SOURCES] owns all that must be remembered of its sources. A producer
/// gives the partition itself: its default would hash the whole key.
public final class IngestStateKey {
    /// Source ids do not contain it.
    private static final char SEPARATOR = '|';

    private IngestStateKey() {}

    /// The key of what is remembered of the source itself.
    public static String of(String source) {
        return source;
    }

    /// The key of what is remembered of one entry of the source.
    public static String of(String source, String evidence) {
        return source + SEPARATOR + evidence;
    }

    /// The source that a key belongs to.
    public static String source(String key) {
        int end = key.indexOf(SEPARATOR);
        return end < 0 ? key : key.substring(0, end);
    }

    /// The partition of a source, or of any key of its: where Kafka's producer puts the source in [Topics#SOURCES].
    public static int partition(String key, int partitions) {
        var source = source(key).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(source)) % partitions;
    }
}
