package io.copydesk.enrich;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.enrich.state.Alias;
import io.copydesk.enrich.state.Names;
import io.copydesk.enrich.state.Sightings;
import io.copydesk.enrich.state.Told;
import io.copydesk.enrich.tagging.Tagger;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
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

/// The way from observations to entries and changes.
///
/// ```
/// copydesk.raw ─► decide (identify → revise → tag) ─┬─► copydesk.entries
///    by blog        entries, sightings, aliases,    ├─► copydesk.changes
///                   names, languages: by blog       └─► tellings ──► link ──► copydesk.stories
///                                                       by language  tellings: by language
/// ```
/// Trends are not built yet. They will be a branch of their own below, and nothing above them changes.
public final class EnrichTopology {
    private final Contracts contracts;
    private final Steps steps;
    private final Counts counts;

    EnrichTopology(Contracts contracts, Steps steps, Counts counts) {
        this.contracts = contracts;
        this.steps = steps;
        this.counts = counts;
    }

    /// The topology as it is shipped, with the built-in gazetteer and rules.
    public static Topology shipped(Contracts contracts, MeterRegistry meters) {
        return shipped(contracts, new Counts(meters));
    }

    static Topology shipped(Contracts contracts, Counts counts) {
        return new EnrichTopology(contracts, Steps.of(Tagger.builtIn()), counts).build();
    }

    Topology build() {
        var builder = new StreamsBuilder();
        // a record that does not decode never gets here: see DeadLetters
        var decided = builder
                .stream(Topics.RAW.name(), Consumed.with(Serdes.String(), contracts.serde(Topics.RAW)).withName("raw"))
                .process(decide(), Named.as("decide"));
        decided.split(Named.as("output-"))
                .branch((id, output) -> output instanceof Output.EntryState,
                        Branched.withConsumer(states -> publish(states, Topics.ENTRIES), "entries"))
                .branch((id, output) -> output instanceof Output.EntryChange,
                        Branched.withConsumer(changes -> publish(changes, Topics.CHANGES), "changes"))
                .branch((language, output) -> output instanceof Output.EntryTelling,
                        Branched.withConsumer(this::link, "tellings"))
                .noDefaultBranch();
        return builder.build();
    }

    private static void publish(KStream<String, Output> outputs, Topic<?> topic) {
        outputs.mapValues(Output::value, Named.as(topic.name() + "-bytes")).to(topic.name(),
                Produced.with(Serdes.String(), Serdes.Bytes()).withName(topic.name()));
    }

    /// Stories need all blogs of a language together: another key, and so another topic between.
    private void link(KStream<String, Output> tellings) {
        tellings.mapValues(Output::value, Named.as("tellings-bytes"))
                .repartition(Repartitioned.with(Serdes.String(), Serdes.Bytes()).withName(StoryStores.TELLINGS)
                        .withNumberOfPartitions(Topics.STORIES.partitions()))
                .process(link(), Named.as("link"))
                .to(Topics.STORIES.name(),
                        Produced.with(Serdes.String(), Serdes.Bytes()).withName(Topics.STORIES.name()));
    }

    private ProcessorSupplier<String, Bytes, String, Bytes> link() {
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

    private ProcessorSupplier<String, Observation, String, Output> decide() {
        var entrySerializer = contracts.serde(Topics.ENTRIES).serializer();
        var changeSerializer = contracts.serde(Topics.CHANGES).serializer();
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, Observation, String, Output> get() {
                return new ObservationProcessor(steps, entrySerializer, changeSerializer, counts);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                // in one order, so that the topology describes itself in one way
                return new LinkedHashSet<>(List.of(store(BlogStores.ENTRIES, Entry.class),
                        store(BlogStores.SIGHTINGS, Sightings.class), store(BlogStores.ALIASES, Alias.class),
                        store(BlogStores.NAMES, Names.class),
                        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(Languages.STORE), Serdes.String(),
                                Serdes.String())));
            }
        };
    }

    private static <T extends SpecificRecordBase> StoreBuilder<?> store(String name, Class<T> type) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), StateSerde.of(type));
    }
}
