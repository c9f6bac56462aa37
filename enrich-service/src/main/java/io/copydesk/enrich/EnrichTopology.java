package io.copydesk.enrich;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Trend;
import io.copydesk.enrich.state.Alias;
import io.copydesk.enrich.state.Names;
import io.copydesk.enrich.state.Sightings;
import io.copydesk.enrich.state.TagCount;
import io.copydesk.enrich.state.Told;
import io.copydesk.enrich.tagging.Tagger;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// The way from observations to entries, changes, stories and trends.
///
/// ```
/// copydesk.raw ─► decide (identify → revise → tag) ─┬─► copydesk.entries
///    by blog        entries, stubs, sightings,      ├─► copydesk.changes
///                   aliases, names: by blog         ├─► by language ─► link ──► copydesk.stories
///                                                   │                  tellings: by language
///                                                   └─► by tag ──────► count ─► copydesk.trends
///                                                                      windows: by tag
/// ```
public final class EnrichTopology {
    private final Contracts contracts;
    private final Steps steps;
    private final Counts counts;
    private final Parts parts;

    EnrichTopology(Contracts contracts, Steps steps, Counts counts, Parts parts) {
        this.contracts = contracts;
        this.steps = steps;
        this.counts = counts;
        this.parts = parts;
    }

    /// What an operator chooses.
    ///
    /// @param forgetAfter an entry was last seen
    record Parts(boolean stories, boolean trends, Duration forgetAfter) {
        static final Parts ALL = new Parts(true, true, EnrichConfiguration.FORGET_AFTER);

        static Parts of(EnrichConfiguration.Enrich config) {
            return new Parts(config.stories(), config.trends(), config.forgetAfter());
        }
    }

    /// The topology as it is shipped, with the built-in gazetteer and rules.
    public static Topology shipped(Contracts contracts, MeterRegistry meters) {
        var tagger = Tagger.builtIn();
        return new EnrichTopology(contracts, Steps.of(() -> tagger), new Counts(meters), Parts.ALL).build();
    }

    Topology build() {
        var builder = new StreamsBuilder();
        // a record that does not decode never gets here: see DeadLetters
        var decided = builder
                .stream(Topics.RAW.name(), Consumed.with(Serdes.String(), contracts.serde(Topics.RAW)).withName("raw"))
                .process(decide(), Named.as("decide"));
        var outputs = decided.split(Named.as("output-"))
                .branch((id, output) -> output instanceof Output.EntryState,
                        Branched.withConsumer(states -> publish(states, Topics.ENTRIES), "entries"))
                .branch((id, output) -> output instanceof Output.EntryChange,
                        Branched.withConsumer(changes -> publish(changes, Topics.CHANGES), "changes"));
        if (parts.stories()) {
            outputs = outputs.branch((language, output) -> output instanceof Output.EntryTelling,
                    Branched.withConsumer(this::link, "tellings"));
        }
        if (parts.trends()) {
            outputs = outputs.branch((tag, output) -> output instanceof Output.TagCounted,
                    Branched.withConsumer(this::count, "tags"));
        }
        outputs.noDefaultBranch();
        return builder.build();
    }

    private static void publish(KStream<String, Output> outputs, Topic<?> topic) {
        outputs.mapValues(EnrichTopology::bytes, Named.as(topic.name() + "-bytes")).to(topic.name(),
                Produced.with(Serdes.String(), Serdes.Bytes()).withName(topic.name()));
    }

    private static @Nullable Bytes bytes(Output output) {
        return switch (output) {
            case Output.EntryState state -> state.value();
            case Output.EntryChange change -> change.value();
            case Output.EntryTelling telling -> telling.value();
            case Output.TagCounted count -> throw new IllegalStateException("counts are no record of a topic");
        };
    }

    /// Stories need all blogs of a language together: another key, and so another topic between.
    private void link(KStream<String, Output> tellings) {
        tellings.mapValues(EnrichTopology::bytes, Named.as("tellings-bytes"))
                .repartition(Repartitioned.with(Serdes.String(), Serdes.Bytes()).withName(StoryStores.TELLINGS)
                        .withNumberOfPartitions(Topics.STORIES.partitions()))
                .process(linking(), Named.as("link"))
                .to(Topics.STORIES.name(),
                        Produced.with(Serdes.String(), Serdes.Bytes()).withName(Topics.STORIES.name()));
    }

    private ProcessorSupplier<String, Bytes, String, Bytes> linking() {
        var serializer = contracts.serde(Topics.STORIES).serializer();
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, Bytes, String, Bytes> get() {
                return new StoryProcessor(serializer);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(store(StoryStores.TELLINGS, Told.class));
            }
        };
    }

    private void count(KStream<String, Output> outputs) {
        outputs.mapValues(output -> ((Output.TagCounted) output).count(), Named.as("tag-counts"))
                .repartition(
                        Repartitioned.with(Serdes.String(), StateSerde.of(TagCount.class)).withName(TrendProcessor.TAGS)
                                .withNumberOfPartitions(Topics.TRENDS.partitions()))
                .process(counting(), Named.as("count"))
                .to(Topics.TRENDS.name(), Produced.with(Serdes.String(), contracts.serde(Topics.TRENDS))
                        .withName(Topics.TRENDS.name()));
    }

    private static ProcessorSupplier<String, TagCount, String, Trend> counting() {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, TagCount, String, Trend> get() {
                return new TrendProcessor();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.windowStoreBuilder(Stores.persistentWindowStore(TrendProcessor.WINDOWS,
                        TagCounts.KEPT, TagCounts.WINDOW, false), Serdes.String(), StateSerde.of(Trend.class)));
            }
        };
    }

    private ProcessorSupplier<String, Observation, String, Output> decide() {
        var outputs = new Outputs(contracts);
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, Observation, String, Output> get() {
                return new ObservationProcessor(steps, outputs, counts, parts.forgetAfter());
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                // in one order, so that the topology describes itself in one way
                return new LinkedHashSet<>(List.of(store(BlogStores.ENTRIES, Entry.class),
                        store(BlogStores.STUBS, Entry.class), store(BlogStores.SIGHTINGS, Sightings.class),
                        store(BlogStores.ALIASES, Alias.class), store(BlogStores.NAMES, Names.class)));
            }
        };
    }

    private static <T extends SpecificRecordBase> StoreBuilder<?> store(String name, Class<T> type) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), StateSerde.of(type));
    }
}
