package io.copydesk.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// A few of the figures that a Kafka client keeps of itself, read when somebody asks: one series each for a client of
/// ours, whatever the number of its partitions, nodes and threads.
public final class ClientFigures {
    private static final double SECONDS_A_MILLISECOND = 0.001;
    /// Streams polls such a consumer only while there is something to restore.
    private static final String RESTORING = "-restore-consumer";

    private final MeterRegistry meters;
    private final String client;
    private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;

    /// @param client a name of ours for it: `sink-postgres`
    /// @param metrics as the client's `metrics()` has them; may be asked after it was closed
    public ClientFigures(MeterRegistry meters, String client,
            Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
        this.meters = meters;
        this.client = client;
        this.metrics = metrics;
    }

    public ClientFigures ofConsumer() {
        count("copydesk.kafka.rebalances", "rebalances that the consumer took part in",
                "consumer-coordinator-metrics", "rebalance-total");
        largest("copydesk.kafka.poll.interval.max", "seconds", "the longest pause between two polls of late",
                "consumer-metrics", "time-between-poll-max", SECONDS_A_MILLISECOND);
        return this;
    }

    public ClientFigures ofProducer() {
        count("copydesk.kafka.record.errors", "records that Kafka did not take", "producer-metrics",
                "record-error-total");
        largest("copydesk.kafka.request.latency.max", "seconds", "the longest request of the producer of late",
                "producer-metrics", "request-latency-max", SECONDS_A_MILLISECOND);
        return this;
    }

    public ClientFigures ofStreams() {
        largest("copydesk.enrich.busy", "ratio", "the part of its time for which the busiest thread works on records",
                "stream-thread-metrics", "process-ratio", 1);
        largest("copydesk.enrich.commit.latency.max", "seconds", "the longest commit of late",
                "stream-thread-metrics", "commit-latency-max", SECONDS_A_MILLISECOND);
        return this;
    }

    private void count(String name, String description, String group, String metric) {
        FunctionCounter.builder(name, this, figures -> figures.values(group, metric).sum()).description(description)
                .tag("client", client).register(meters);
    }

    private void largest(String name, String unit, String description, String group, String metric, double factor) {
        Gauge.builder(name, this, figures -> figures.values(group, metric).max().orElse(0) * factor).baseUnit(unit)
                .description(description).tag("client", client).strongReference(true).register(meters);
    }

    /// Of all threads, nodes and partitions that have one. A client has none yet, or none any more, where it says NaN.
    private DoubleStream values(String group, String metric) {
        return metrics.get().entrySet().stream()
                .filter(each -> each.getKey().group().equals(group) && each.getKey().name().equals(metric)
                        && !each.getKey().tags().getOrDefault("client-id", "").endsWith(RESTORING))
                .map(each -> each.getValue().metricValue()).filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue()).filter(Double::isFinite);
    }
}
