package io.copydesk.dashboard.feed;

import io.copydesk.dashboard.view.View;
import io.copydesk.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.WakeupException;

/// A consumer on its way through the topics. A neighbour that is away is waited for, wherever it stands.
final class Reading {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> from;
    private final Reader reader;
    private final View into;
    private final Waiting waiting;
    private final Map<TopicPartition, Beginning> beginnings = new HashMap<>();

    /// Asks where to begin.
    Reading(Consumer<byte[], byte[]> from, Reader reader, View into, List<TopicPartition> partitions, Waiting waiting)
            throws InterruptedException {
        this.from = from;
        this.reader = reader;
        this.into = into;
        this.waiting = waiting;
        from.assign(partitions); // or it warns of each that it is asked about
        patiently(() -> Beginning.of(from, partitions)).forEach(each -> beginnings.put(each.partition(), each));
        beginnings.values().forEach(each -> {
            from.seek(each.partition(), each.readFrom());
            into.begin(each.index(), each.readFrom(), each.eventsFrom());
        });
    }

    private interface Asked<T> {
        T of() throws KafkaException;
    }

    private <T> T patiently(Asked<T> question) throws InterruptedException {
        while (true) {
            try {
                return question.of();
            } catch (WakeupException e) {
                throw e;
            } catch (KafkaException e) {
                waiting.waitFor("Kafka", e);
            }
        }
    }

    private Beginning of(TopicPartition partition) {
        return Objects.requireNonNull(beginnings.get(partition));
    }

    /// Reads these alone, to where they ended when it began.
    void upTo(Collection<TopicPartition> partitions) throws InterruptedException {
        var others = new ArrayList<>(beginnings.keySet());
        others.removeAll(partitions);
        from.resume(partitions);
        from.pause(others);
        while (patiently(() -> partitions.stream().anyMatch(each -> from.position(each) < of(each).end()))) {
            turn();
        }
        partitions.forEach(each -> into.reach(of(each).index(), of(each).end()));
    }

    /// Takes in what has come.
    ///
    /// @return whether nobody is waited for
    boolean turn() throws InterruptedException {
        var records = patiently(() -> from.poll(POLL));
        try {
            for (var record : records) {
                take(record);
            }
        } catch (RegistryUnavailableException e) {
            // what was taken is known to the view, and changes nothing the second time
            records.partitions().forEach(each -> from.seek(each, records.records(each).getFirst().offset()));
            waiting.waitFor("the schema registry", e);
            return false;
        }
        if (records.isEmpty() && !isConnected()) {
            waiting.waitFor("Kafka", new DisconnectException("no broker is connected"));
            return false;
        }
        return true;
    }

    /// A poll only says that there is nothing.
    private boolean isConnected() {
        return from.metrics().entrySet().stream()
                .filter(each -> each.getKey().group().equals("consumer-metrics")
                        && each.getKey().name().equals("connection-count"))
                .anyMatch(each -> each.getValue().metricValue() instanceof Double count && count > 0);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        var beginning = of(new TopicPartition(record.topic(), record.partition()));
        into.take(beginning.index(), record.offset(), reader.read(record),
                record.offset() >= beginning.eventsFrom());
    }
}
