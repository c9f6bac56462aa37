package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.SourceHealth;
import io.copydesk.contracts.SourceStatus;
import io.copydesk.ingest.poll.Findings.News;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Puts one source's news on the topics, each observation in one transaction with what is remembered of it.
final class Publisher {
    /// A look is one transaction unless it is large: then each of several is whole, and the source's own record, which
    /// says how far it is read, goes with the last.
    private static final int MAX_RECORDS = 1_000;
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final String source;
    private final int partition;
    private final PartitionSession session;
    private final Wire wire;
    private final Tally tally;

    Publisher(String source, int partition, PartitionSession session, Wire wire, Tally tally) {
        this.source = source;
        this.partition = partition;
        this.session = session;
        this.wire = wire;
        this.tally = tally;
    }

    SourceMemory memory() {
        return session.memory(source);
    }

    /// A look that succeeded. One that changes nothing, not even how the source fares, leaves no trace.
    ///
    /// @param cause what is the matter with a source that can be read, empty when nothing is
    void publish(Findings findings, long look, Instant observedAt, Consumer<IngestState.Builder> progress,
            Vitals vitals, String cause) {
        var batch = new Batch();
        for (var news : findings.news()) {
            batch.add(news, observedAt);
            if (batch.isFull()) {
                batch.commit();
            }
        }
        var known = memory().source();
        var status = change(known, vitals.status());
        boolean isEnd = known.isPresent() && known.get().getEnded() != vitals.ended();
        if (findings.news().isEmpty() && status.isEmpty() && !isEnd) {
            return;
        }
        var state = known.map(IngestState::newBuilder).orElseGet(() -> IngestState.newBuilder().setSource(source))
                .setFailing(false);
        if (!findings.news().isEmpty()) {
            state.setLook(look).setPublishedAt(observedAt);
        }
        progress.accept(state);
        vitals.remember(state);
        status.ifPresent(changed -> batch.add(health(changed, observedAt, cause, 0)));
        batch.add(state.build(), observedAt);
        batch.commit();
        status.ifPresent(changed -> tally.status(source, changed));
    }

    /// A reading that failed; tells it once.
    void fail(String cause, int failures, Instant at) {
        var known = memory().source();
        if (known.isPresent() && known.get().getFailing()) {
            return;
        }
        var batch = new Batch();
        batch.add(health(SourceStatus.FAILING, at, cause, failures));
        batch.add(known.map(IngestState::newBuilder).orElseGet(() -> IngestState.newBuilder().setSource(source))
                .setFailing(true).build(), at);
        batch.commit();
        tally.status(source, SourceStatus.FAILING);
    }

    /// The change of status that a look is which left the source in this one.
    private static Optional<SourceStatus> change(Optional<IngestState> known, SourceStatus now) {
        var before = known.map(state -> state.getFailing() ? SourceStatus.FAILING : Vitals.of(known).status());
        if (before.equals(Optional.of(now))) {
            return Optional.empty();
        }
        boolean isRecovery = before.isPresent() && now == SourceStatus.HEALTHY;
        return Optional.of(isRecovery ? SourceStatus.RECOVERED : now);
    }

    private SourceHealth health(SourceStatus status, Instant since, String cause, int failures) {
        return SourceHealth.newBuilder().setSource(source).setStatus(status).setSince(since).setCause(cause)
                .setFailures(failures).build();
    }

    /// The records of one transaction, and what they make true once they are committed.
    private final class Batch {
        private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        private final List<Runnable> remembered = new ArrayList<>();
        private int bytes;

        void add(News news, Instant at) {
            if (news.observation() != null) {
                add(wire.raw(news.observation()));
            }
            add(wire.state(partition, source, news.evidence(), news.state(), at));
            remembered.add(() -> memory().rememberEntry(news.evidence(), news.state()));
        }

        void add(IngestState state, Instant at) {
            add(wire.state(partition, source, null, state, at));
            remembered.add(() -> memory().rememberSource(state));
        }

        void add(SourceHealth health) {
            add(wire.health(health));
        }

        private void add(ProducerRecord<byte[], byte[]> record) {
            records.add(record);
            byte @Nullable [] value = record.value();
            bytes += value == null ? 0 : value.length;
        }

        boolean isFull() {
            return records.size() >= MAX_RECORDS || bytes >= MAX_BYTES;
        }

        void commit() {
            session.commit(List.copyOf(records));
            remembered.forEach(Runnable::run);
            records.clear();
            remembered.clear();
            bytes = 0;
        }
    }
}
