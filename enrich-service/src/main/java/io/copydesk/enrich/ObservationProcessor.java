package io.copydesk.enrich;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.enrich.BlogStores.Blog;
import io.copydesk.enrich.identity.Identity;
import io.copydesk.enrich.revision.Revision;
import io.copydesk.enrich.revision.Revisions;
import io.copydesk.enrich.state.Telling;
import io.copydesk.enrich.story.Wording;
import io.copydesk.enrich.tagging.NameMemory;
import io.copydesk.enrich.tagging.Tags;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Takes one observation through all steps. It computes everything first, the serialised and measured output
/// included, and only then writes state and forwards: a record that fails anywhere leaves no trace, and can be
/// replayed.
final class ObservationProcessor extends ContextualProcessor<String, @Nullable Observation, String, Output> {
    /// Room for key, headers and what Kafka adds to a record.
    static final int MAX_OUTPUT_BYTES = Topics.MAX_RECORD_BYTES - 64 * 1024;
    /// The largest body of an entry, bytes of UTF-8.
    static final int MAX_BODY_BYTES = 256 * 1024;

    private final Steps steps;
    private final Serializer<Entry> entrySerializer;
    private final Serializer<Change> changeSerializer;
    private final Counts counts;
    private final Serializer<Telling> tellingSerializer = StateSerde.of(Telling.class).serializer();
    private final Wording wording = new Wording();
    private @Nullable BlogStores stores;
    private @Nullable Languages languages;

    ObservationProcessor(Steps steps, Serializer<Entry> entrySerializer, Serializer<Change> changeSerializer,
            Counts counts) {
        this.steps = steps;
        this.entrySerializer = entrySerializer;
        this.changeSerializer = changeSerializer;
        this.counts = counts;
    }

    @Override
    public void init(ProcessorContext<String, Output> context) {
        super.init(context);
        stores = new BlogStores(context);
        languages = new Languages(context);
    }

    @Override
    public void process(Record<String, @Nullable Observation> record) {
        var seen = valid(record.key(), record.value());
        var blog = Objects.requireNonNull(stores).blog(seen.getBlog());
        var identity = step("identify", () -> steps.identify().identify(seen, blog));
        if (identity.isEmpty()) {
            count(seen, "unchanged"); // gone, and never seen: nothing to retract
            return;
        }
        var who = identity.get();
        var revision = step("revise",
                () -> steps.revise().revise(seen, who, blog.entry(who.entry()), blog.sightings(who.entry())));
        switch (revision) {
            case Revision.Unchanged unchanged -> {
                var learned = blog.entry(who.entry()).map(entry -> Entry.newBuilder(entry)
                        .setAliases(Revisions.aliases(entry.getAliases(), who)).build());
                remember(blog, seen, who, unchanged);
                learned.ifPresent(blog::remember); // published with the next change
                count(seen, "unchanged");
            }
            case Revision.Changed changed -> change(record, blog, seen, who, changed);
        }
    }

    private void change(Record<String, @Nullable Observation> record, Blog blog, Observation seen, Identity who,
            Revision.Changed changed) {
        var tags = step("tag", () -> tags(changed.entry(), blog.names()));
        var entry = tagged(changed.entry(), tags);
        var change = Change.newBuilder().setEntry(entry.getId()).setBlog(entry.getBlog()).setKind(changed.kind())
                .setVersion(entry.getVersion()).setRevision(entry.getRevision()).setSource(seen.getSource())
                .setLook(seen.getLook()).setObservedAt(seen.getObservedAt()).setDiff(changed.diff()).setState(entry)
                .build();
        var entryState = new Output.EntryState(measured(entrySerializer.serialize(Topics.ENTRIES.name(), entry)));
        var entryChange = new Output.EntryChange(measured(changeSerializer.serialize(Topics.CHANGES.name(), change)));
        var known = Objects.requireNonNull(languages);
        var language = known.of(entry.getBlog(), entry.getId(), entry.getLanguage());
        var telling = step("tell", () -> wording.telling(entry, language));
        var entryTelling = new Output.EntryTelling(measured(tellingSerializer.serialize("", telling)));

        remember(blog, seen, who, changed);
        blog.remember(entry);
        blog.remember(tags.memory());
        known.remember(entry.getBlog(), entry.getId(), language);
        // the record's own time, which the broker has accepted; its headers are not ours to pass on
        context().forward(new Record<>(entry.getId(), entryState, record.timestamp()));
        context().forward(new Record<>(entry.getId(), entryChange, record.timestamp()));
        context().forward(new Record<>(language, entryTelling, record.timestamp()));
        count(seen, "changed");
    }

    private static void remember(Blog blog, Observation seen, Identity who, Revision revision) {
        blog.remember(who, seen.getSource());
        blog.remember(who.entry(), revision.sightings());
    }

    private Tags tags(Entry entry, NameMemory memory) {
        if (entry.getStatus() != EntryStatus.LIVE) {
            return new Tags(List.of(), List.of(), memory, entry.getLanguage());
        }
        return steps.tag().tag(entry.getHeadline(), entry.getBody(), entry.getLanguage(), memory);
    }

    private Entry tagged(Entry entry, Tags tags) {
        return Entry.newBuilder(entry).setEntities(tags.entities()).setTopics(tags.topics())
                .setLanguage(tags.language().orElse(null)).setGazetteer(steps.gazetteer())
                .setTopicRules(steps.topicRules()).build();
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

    static Bytes measured(byte[] value) {
        if (value.length > MAX_OUTPUT_BYTES) {
            throw new BadRecordException(Cause.TOO_LARGE,
                    "would become " + value.length + " bytes, more than " + MAX_OUTPUT_BYTES);
        }
        return Bytes.wrap(value);
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
