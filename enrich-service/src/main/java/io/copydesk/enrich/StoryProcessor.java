package io.copydesk.enrich;

import io.copydesk.contracts.StoryLink;
import io.copydesk.enrich.state.Telling;
import io.copydesk.enrich.story.Plan;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.TraceContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Links one telling to a story, and revises the links that it changes. The plan and its serialised links come first;
/// then the store, the index and the topic: a telling that fails leaves no trace.
///
/// An entry that is retracted, or merged into another, has its link withdrawn by a tombstone.
final class StoryProcessor extends ContextualProcessor<String, @Nullable Bytes, String, @Nullable Bytes> {
    private final Deserializer<Telling> tellings = StateSerde.of(Telling.class).deserializer();
    private final Serializer<StoryLink> serializer;
    private @Nullable StoryStores stores;

    StoryProcessor(Serializer<StoryLink> serializer) {
        this.serializer = serializer;
    }

    @Override
    public void init(ProcessorContext<String, @Nullable Bytes> context) {
        super.init(context);
        stores = new StoryStores(context);
    }

    @Override
    public void process(Record<String, @Nullable Bytes> record) {
        var value = record.value();
        if (value == null) {
            throw new BadRecordException(Cause.AGAINST_CONTRACT, "no value");
        }
        var telling = tellings.deserialize("", value.get());
        var known = Objects.requireNonNull(stores);
        var plan = plan(known, telling);
        var links = links(plan);

        known.apply(telling.getLanguage(), plan);
        var trace = TraceContext.only(record.headers());
        links.forEach((entry, link) -> context().forward(new Record<>(entry, link, record.timestamp(), trace)));
        plan.unlinked().forEach(entry -> context().forward(new Record<>(entry, null, record.timestamp(), trace)));
    }

    /// The engine reads memory only: it can fail on nothing but the telling.
    private static Plan plan(StoryStores stores, Telling telling) {
        try {
            return stores.engine(telling.getLanguage()).tell(telling);
        } catch (RuntimeException e) {
            throw new FailedStepException("link", e);
        }
    }

    private Map<String, Bytes> links(Plan plan) {
        var links = new LinkedHashMap<String, Bytes>();
        plan.links().forEach(link -> links.put(link.getEntry(),
                Outputs.measured(serializer.serialize(Topics.STORIES.name(), link))));
        return links;
    }
}
