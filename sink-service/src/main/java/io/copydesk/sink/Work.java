package io.copydesk.sink;

import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.TraceContext;
import io.copydesk.schemas.BadRecordException.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The records in hand, on their way through the decoder and the store. It knows how far each has come, so that a try
/// that ends half-way is taken up where it ended: nothing is counted or dead-lettered again.
final class Work {
    private static final Logger log = LoggerFactory.getLogger(Work.class);

    private record Decoded(ConsumerRecord<byte[], byte[]> record, Delivery delivery) {}

    private final Function<ConsumerRecord<byte[], byte[]>, Delivery> decoder;
    private final Store store;
    private final DeadLetters deadLetters;
    private final Tally tally;

    private final Deque<ConsumerRecord<byte[], byte[]>> undecoded = new ArrayDeque<>();
    private final List<Decoded> decoded = new ArrayList<>();
    // what is offered to the store, the next part first; more than one part only while a rejected one is bisected
    private final Deque<List<Decoded>> parts = new ArrayDeque<>();

    /// @param decoder see [Decoder#decode]
    Work(Function<ConsumerRecord<byte[], byte[]>, Delivery> decoder, Store store, DeadLetters deadLetters,
            Tally tally) {
        this.decoder = decoder;
        this.store = store;
        this.deadLetters = deadLetters;
        this.tally = tally;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        undecoded.add(record);
    }

    boolean isEmpty() {
        return undecoded.isEmpty() && decoded.isEmpty() && parts.isEmpty();
    }

    /// Drops the records of partitions that are somebody else's now: whoever has them reads them again.
    void forget(Collection<TopicPartition> partitions) {
        Predicate<ConsumerRecord<?, ?>> theirs = record -> partitions
                .contains(new TopicPartition(record.topic(), record.partition()));
        undecoded.removeIf(theirs);
        decoded.removeIf(one -> theirs.test(one.record));
        parts.forEach(part -> part.removeIf(one -> theirs.test(one.record)));
        parts.removeIf(List::isEmpty);
    }

    /// Drops everything in hand.
    ///
    /// @return from where each partition must be read to have it again
    Map<TopicPartition, Long> drop() {
        var first = new HashMap<TopicPartition, Long>();
        Stream.of(undecoded.stream(), decoded.stream().map(Decoded::record),
                parts.stream().flatMap(List::stream).map(Decoded::record)).flatMap(Function.identity())
                .forEach(record -> first.merge(new TopicPartition(record.topic(), record.partition()), record.offset(),
                        Math::min));
        undecoded.clear();
        decoded.clear();
        parts.clear();
        return first;
    }

    /// Brings all records in hand to their end: stored, known already, or dead-lettered.
    ///
    /// @throws io.copydesk.schemas.RegistryUnavailableException when to be called again later
    /// @throws StoreUnavailableException when to be called again later
    /// @throws DeadLettersUnavailableException when to be called again later
    void proceed() {
        for (var record = undecoded.peek(); record != null; record = undecoded.peek()) {
            decode(record);
            undecoded.remove();
        }
        if (!decoded.isEmpty()) {
            parts.add(new ArrayList<>(decoded));
            decoded.clear();
        }
        for (var part = parts.peek(); part != null; part = parts.peek()) {
            write(part);
        }
    }

    private void decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            decoded.add(new Decoded(record, decoder.apply(record)));
        } catch (BadRecordException e) {
            reject(record, e);
        }
    }

    private void write(List<Decoded> part) {
        try {
            var deliveries = part.stream().map(Decoded::delivery).toList();
            long begun = System.nanoTime();
            var written = store.write(deliveries);
            tally.stored(deliveries, begun);
            var read = new HashMap<String, Integer>();
            part.forEach(one -> read.merge(one.record.topic(), 1, Integer::sum));
            read.forEach((topic, records) -> {
                int changed = written.getOrDefault(topic, 0);
                tally.written(topic, changed);
                tally.unchanged(topic, records - changed);
            });
            parts.remove();
        } catch (StoreRejectedException e) {
            bisect(part, e);
        }
    }

    private void bisect(List<Decoded> part, StoreRejectedException refusal) {
        if (part.size() == 1) {
            reject(part.getFirst().record,
                    new BadRecordException(Cause.STORE_REJECTED, String.valueOf(refusal.getMessage()), refusal));
            parts.remove();
            return;
        }
        parts.remove();
        int middle = part.size() / 2;
        parts.addFirst(new ArrayList<>(part.subList(middle, part.size())));
        parts.addFirst(new ArrayList<>(part.subList(0, middle)));
    }

    private void reject(ConsumerRecord<byte[], byte[]> record, BadRecordException failure) {
        deadLetters.send(record, failure);
        log.atWarn().addKeyValue("topic", record.topic()).addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset()).addKeyValue("stage", deadLetters.stage())
                .addKeyValue("cause", failure.reason())
                .addKeyValue("trace", TraceContext.of(record.headers()).map(TraceContext::traceId).orElse("none"))
                .log("a bad record goes to the dead letters");
        tally.rejected(record.topic(), deadLetters.stage(), failure.reason().name());
    }
}
