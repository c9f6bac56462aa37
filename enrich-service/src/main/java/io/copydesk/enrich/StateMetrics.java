package io.copydesk.enrich;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;

/// How much of the state this instance holds or copies, and how far it is behind: the larger the lag, the longer a
/// take-over.
final class StateMetrics {
    private static final List<String> STORES = List.of(BlogStores.ENTRIES, BlogStores.STUBS, BlogStores.SIGHTINGS,
            BlogStores.ALIASES, BlogStores.NAMES, StoryStores.TELLINGS, TrendProcessor.WINDOWS);

    private StateMetrics() {}

    static void register(KafkaStreams streams, MeterRegistry meters) {
        Gauge.builder("copydesk.enrich.state", streams, source -> sum(source, LagInfo::currentOffsetPosition))
                .description("records of the changelogs that this instance has read").baseUnit("records")
                .register(meters);
        Gauge.builder("copydesk.enrich.state.lag", streams, source -> sum(source, LagInfo::offsetLag))
                .description("records of the changelogs that it has not read yet").baseUnit("records")
                .register(meters);
        STORES.forEach(store -> {
            Gauge.builder("copydesk.enrich.store.keys", streams, source -> size(source, store, "estimate-num-keys"))
                    .description("keys of a store, as RocksDB estimates them").tag("store", store).register(meters);
            Gauge.builder("copydesk.enrich.store.size", streams,
                    source -> size(source, store, "total-sst-files-size")).baseUnit("bytes")
                    .description("files of a store on the disk").tag("store", store).register(meters);
        });
    }

    /// Of all tasks of this instance. A store in segments says its size for all of them.
    private static double size(KafkaStreams streams, String store, String figure) {
        return streams.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(figure)
                        && metric.getKey().tags().containsValue(store))
                .map(metric -> metric.getValue().metricValue()).filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue()).sum();
    }

    private static double sum(KafkaStreams streams, ToLongFunction<LagInfo> what) {
        try {
            return streams.allLocalStorePartitionLags().values().stream().flatMap(lags -> lags.values().stream())
                    .mapToLong(what).sum();
        } catch (KafkaException | IllegalStateException e) {
            return Double.NaN; // not running, or the broker is away
        }
    }
}
