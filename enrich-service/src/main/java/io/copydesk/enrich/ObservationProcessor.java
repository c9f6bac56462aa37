package io.copydesk.enrich;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.enrich.BlogStores.Blog;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Takes one observation through all steps. It computes everything first, the serialised and measured output
/// included, and only then writes state and forwards: a record that fails anywhere leaves no trace, and can be
/// replayed.
final class ObservationProcessor extends ContextualProcessor<String, @Nullable Observation, String, Output> {
    /// The largest body of an entry, bytes of UTF-8.
    static final int MAX_BODY_BYTES = 256 * 1024;

    private final Looking looking;
    private final Retagging retagging;
    private final Outputs outputs;
    private final Counts counts;
    private final Duration forgetAfter;
    private @Nullable BlogStores stores;
    /// How far the observations have come. A rebuild publishes old ones with the current time: judged by that, state would
    /// be tidied away under the looks that are yet to come.
    private Instant latestLook = Instant.EPOCH;

    ObservationProcessor(Steps steps, Outputs outputs, Counts counts, Duration forgetAfter) {
        this.looking = new Looking(steps);
        this.retagging = new Retagging(steps);
        this.outputs = outputs;
        this.counts = counts;
        this.forgetAfter = forgetAfter;
    }

    @Override
    public void init(ProcessorContext<String, Output> context) {
        super.init(context);
        var opened = new BlogStores(context);
        var tidying = new Tidying(opened, forgetAfter);
        context.schedule(Tidying.EVERY, PunctuationType.STREAM_TIME,
                time -> tidying.tidy(latestLook).forEach(id -> context.forward(
                        new Record<>(id, new Output.EntryState(null), time))));
        stores = opened;
    }

    @Override
    public void process(Record<String, @Nullable Observation> record) {
        long begun = System.nanoTime();
        var seen = valid(record.key(), record.value());
        latestLook = latest(seen.getObservedAt(), Instant.ofEpochMilli(record.timestamp()));
        var outcome = outcome(seen, Objects.requireNonNull(stores).blog(seen.getBlog()));
        var records = outputs.of(outcome.decided());

        // from here on nothing can fail but what is broken for every record
        outcome.remember().run();
        forward(records, record.timestamp(), TraceContext.only(record.headers()));
        counts.decided(seen.getSource(), outcome.decided(), record.timestamp(), begun);
    }

    private Outcome outcome(Observation seen, Blog blog) {
        return switch (seen.getSignal()) {
            case SEEN, RETRACTED, ABSENT -> looking.at(seen, blog);
            case RETAG -> retagging.of(seen, blog);
            case ERASE -> Erasing.of(seen, blog);
            case UNKNOWN -> throw new IllegalArgumentException("no signal");
        };
    }

    /// With the record's own time, which the broker has accepted, and of its headers the trace alone.
    private void forward(List<Outputs.Keyed> records, long time, Headers trace) {
        records.forEach(each -> context().forward(each.output() instanceof Output.TagCounted
                ? new Record<>(each.key(), each.output(), time) // a count is of many
                : new Record<>(each.key(), each.output(), time, trace)));
    }

    /// No look is later than its record: a time that somebody made up must not tidy anything away.
    private Instant latest(Instant observedAt, Instant recordTime) {
        var look = observedAt.isBefore(recordTime) ? observedAt : recordTime;
        return look.isAfter(latestLook) ? look : latestLook;
    }

    private static Observation valid(String key, @Nullable Observation seen) {
        if (seen == null) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "no value");
        }
        if (seen.getBlog().isBlank() || seen.getBlog().indexOf('\n') >= 0 || seen.getSource().isBlank()) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "blog or source is blank or has a line break");
        }
        if (!seen.getBlog().equals(key)) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "the key is not the blog");
        }
        if (seen.getObservedAt().toEpochMilli() <= 0) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "no time of observation");
        }
        if (seen.getSignal() == Signal.UNKNOWN) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "no signal");
        }
        if (seen.getSignal() == Signal.ERASE
                && seen.getNativeId().filter(id -> !id.isBlank() && id.indexOf('\n') < 0).isEmpty()) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "an ERASE that names no entry");
        }
        if (seen.getBody().getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "the body exceeds " + MAX_BODY_BYTES + " bytes");
        }
        return seen;
    }
}
