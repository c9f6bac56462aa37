package io.copydesk.enrich;

import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.FieldChange;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.enrich.BlogStores.Blog;
import io.copydesk.enrich.identity.Identity;
import io.copydesk.enrich.revision.Revision;
import io.copydesk.enrich.revision.Revisions;
import io.copydesk.enrich.state.Sightings;
import io.copydesk.enrich.tagging.NameMemory;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.BadRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
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

    private final Steps steps;
    private final Outputs outputs;
    private final Counts counts;
    private final Duration forgetAfter;
    private @Nullable BlogStores stores;

    ObservationProcessor(Steps steps, Outputs outputs, Counts counts, Duration forgetAfter) {
        this.steps = steps;
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
                time -> tidying.tidy(Instant.ofEpochMilli(time)).forEach(id -> context.forward(
                        new Record<>(id, new Output.EntryState(null), time))));
        stores = opened;
    }

    @Override
    public void process(Record<String, @Nullable Observation> record) {
        var seen = valid(record.key(), record.value());
        var blog = Objects.requireNonNull(stores).blog(seen.getBlog());
        if (seen.getSignal() == Signal.RETAG) {
            retag(record, blog, seen);
            return;
        }
        var identity = step("identify", () -> steps.identify().identify(seen, blog));
        if (identity.isEmpty()) {
            count(seen, "unchanged"); // gone, and never seen: nothing to retract
            return;
        }
        observe(record, blog, seen, identity.get());
    }

    private void observe(Record<String, @Nullable Observation> record, Blog blog, Observation seen, Identity who) {
        var merged = who.merged().stream().flatMap(id -> blog.entry(id).stream()).toList();
        var before = blog.entry(who.entry(), seen.getObservedAt());
        var revision = step("revise", () -> steps.revise().revise(seen, who, joined(before, merged),
                joined(blog, who.entry(), merged)));
        var names = blog.names();
        var blogs = blog.language();
        var tagged = revision instanceof Revision.Changed changed
                ? Optional.of(step("tag", () -> steps.tag().tag(changed.entry(), names)))
                : Optional.<Steps.Tagged>empty();
        var language = Languages.of(revision.sightings().getLanguage(),
                tagged.flatMap(each -> each.entry().getLanguage()), blogs);
        var decided = new ArrayList<Decided>();
        switch (revision) {
            case Revision.Changed changed -> decided.add(Decided.changed(seen, changed.kind(), before,
                    tagged.orElseThrow().entry(), changed.diff(), language));
            case Revision.Unchanged unchanged -> unchanged.learned().filter(entry -> !merged.isEmpty())
                    .ifPresent(entry -> decided.add(new Decided(before, entry, Optional.empty(), language)));
        }
        merged.forEach(other -> decided.add(merged(seen, other, who.entry(), blog.sightings(other.getId()))));
        var records = outputs.of(decided);

        // from here on nothing can fail but what is broken for every record
        var memory = tagged.map(Steps.Tagged::memory).orElse(names);
        var spoken = language.equals(Languages.UNKNOWN) ? blogs : language;
        if (!memory.equals(names) || !spoken.equals(blogs)) {
            blog.remember(memory, spoken);
        }
        merged.forEach(other -> blog.merge(other, who.entry()));
        decided.forEach(each -> blog.remember(each.entry(), who.aliases()));
        if (decided.isEmpty() && revision instanceof Revision.Unchanged unchanged) {
            unchanged.learned().ifPresent(entry -> blog.remember(entry, who.aliases()));
        }
        blog.distrust(who.unusable(), seen.getSource());
        blog.remember(who.entry(), Sightings.newBuilder(revision.sightings()).setLanguage(language).build());
        forward(records, record.timestamp());
        count(seen, decided.isEmpty() ? "unchanged" : "changed");
    }

    private static Optional<Entry> joined(Optional<Entry> before, List<Entry> merged) {
        return before.map(entry -> {
            var whole = entry;
            for (var other : merged) {
                whole = Revisions.with(whole, other);
            }
            return whole;
        });
    }

    private static Sightings joined(Blog blog, String entry, List<Entry> merged) {
        var sightings = blog.sightings(entry);
        for (var other : merged) {
            sightings = Revisions.together(sightings, blog.sightings(other.getId()));
        }
        return sightings;
    }

    private Decided merged(Observation seen, Entry other, String into, Sightings sightings) {
        var change = Revisions.merged(other, into, seen);
        var tagged = step("tag", () -> steps.tag().tag(change.entry(), NameMemory.EMPTY));
        return Decided.changed(seen, change.kind(), Optional.of(other), tagged.entry(), change.diff(),
                Languages.of(sightings.getLanguage(), Optional.empty(), ""));
    }

    /// The same text under the data of today. What it names by the blog's memory may have become clearer, too.
    private void retag(Record<String, @Nullable Observation> record, Blog blog, Observation request) {
        var before = request.getNativeId().flatMap(blog::unfaded)
                .filter(entry -> entry.getStatus() == EntryStatus.LIVE);
        var diff = new ArrayList<FieldChange>();
        var tagged = before.map(entry -> step("tag",
                () -> steps.tag().tag(Revisions.nextTagging(entry).build(), blog.names())));
        before.ifPresent(entry -> diff.addAll(TagDiff.of(entry, tagged.orElseThrow().entry())));
        if (diff.isEmpty()) {
            count(request, "unchanged");
            return;
        }
        var entry = tagged.orElseThrow().entry();
        var language = Languages.of(blog.sightings(entry.getId()).getLanguage(), entry.getLanguage(), "");
        var records = outputs
                .of(List.of(Decided.changed(request, ChangeKind.RETAGGED, before, entry, diff, language)));
        blog.remember(entry, List.of());
        forward(records, record.timestamp());
        count(request, "changed");
    }

    /// With the record's own time, which the broker has accepted; its headers are not ours to pass on.
    private void forward(List<Outputs.Keyed> records, long time) {
        records.forEach(each -> context().forward(new Record<>(each.key(), each.output(), time)));
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
        if (seen.getBody().getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "the body exceeds " + MAX_BODY_BYTES + " bytes");
        }
        return seen;
    }

    /// A pure step can only fail because of the record it is given; what reads state may fail for other reasons.
    private static <T> T step(String name, Supplier<T> step) {
        try {
            return step.get();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new FailedStepException(name, e);
        }
    }

    private void count(Observation seen, String outcome) {
        counts.count(seen.getSource(), outcome);
    }
}
