package io.copydesk.enrich;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;

/// How much of the state this instance holds or copies, and how far it is behind: the larger the lag, the longer a
/// take-over.
final class StateMetrics {
    private StateMetrics() {}

    static void register(KafkaStreams streams, MeterRegistry meters) {
        Gauge.builder("copydesk.enrich.state", streams, source -> sum(source, LagInfo::currentOffsetPosition))
                .description("records of the changelogs that this instance has read").baseUnit("records")
                .register(meters);
        Gauge.builder("copydesk.enrich.state.lag", streams, source -> sum(source, LagInfo::offsetLag))
                .description("records of the changelogs that it has not read yet").baseUnit("records")
                .register(meters);
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
