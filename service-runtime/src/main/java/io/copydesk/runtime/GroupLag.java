package io.copydesk.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far consumer groups are behind, asked of the broker every 10 s. A consumer's own figure stands still while it is
/// paused, and that is when one wants to know. The markers of transactions count, so a group that has read all may show
/// one or two for each partition. Where the broker does not answer there is no number (NaN).
public final class GroupLag implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupLag.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int ANSWER_MS = 8_000;
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Map<String, List<String>> topicsOf;
    private final Admin admin;
    private final Map<String, Map<String, Long>> lags = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("group-lag").factory());

    private GroupLag(Admin admin, Map<String, List<String>> topicsOf) {
        this.admin = admin;
        this.topicsOf = Map.copyOf(topicsOf);
    }

    /// @param kafka settings of Kafka's clients
    /// @param topicsOf for each group the topics that it reads
    public static GroupLag start(Map<String, String> kafka, Map<String, List<String>> topicsOf,
            MeterRegistry meters) {
        var config = new HashMap<String, Object>(kafka);
        config.put("default.api.timeout.ms", ANSWER_MS);
        config.put("request.timeout.ms", ANSWER_MS / 2);
        var lag = new GroupLag(Admin.create(config), topicsOf);
        topicsOf.forEach((group, topics) -> topics.forEach(topic -> Gauge
                .builder("copydesk.consumer.lag", lag, each -> each.of(group, topic)).baseUnit("records")
                .description("records of the topic that the group has not committed yet").tag("group", group)
                .tag("topic", topic).register(meters)));
        var unused = lag.clock.scheduleWithFixedDelay(lag::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return lag;
    }

    private double of(String group, String topic) {
        var known = lags.getOrDefault(group, Map.of()).get(topic);
        return known == null ? Double.NaN : known;
    }

    private void look() {
        try {
            var ends = ends();
            for (var group : topicsOf.keySet()) {
                lags.put(group, lag(group, ends));
            }
        } catch (ExecutionException | KafkaException e) {
            lags.clear();
            log.atDebug().addKeyValue("cause", e.toString()).log("The lag cannot be told");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Of the topics that there are: Streams makes its own when it first runs. What stands in open transactions is not to
    /// be read yet.
    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        var all = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
        var known = topicsOf.values().stream().flatMap(List::stream).filter(all::contains).distinct().toList();
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        admin.describeTopics(known).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                .forEach(partition -> asked.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private Map<String, Long> lag(String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var behind = new HashMap<String, Long>();
        ends.forEach((partition, end) -> {
            if (topicsOf.getOrDefault(group, List.of()).contains(partition.topic())) {
                var read = committed.get(partition);
                behind.merge(partition.topic(), Math.max(0, end - (read == null ? 0 : read.offset())), Long::sum);
            }
        });
        return behind;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        admin.close(CLOSE);
    }
}
