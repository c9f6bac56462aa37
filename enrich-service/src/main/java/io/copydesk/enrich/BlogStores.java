package io.copydesk.enrich;

import io.copydesk.contracts.EntityType;
import io.copydesk.contracts.Entry;
import io.copydesk.enrich.identity.BlogIndex;
import io.copydesk.enrich.identity.Identity;
import io.copydesk.enrich.state.Alias;
import io.copydesk.enrich.state.IntroducedName;
import io.copydesk.enrich.state.Names;
import io.copydesk.enrich.state.Sightings;
import io.copydesk.enrich.tagging.NameMemory;
import io.copydesk.enrich.tagging.NameMemory.Meaning;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/// The state of all blogs of a task, and one blog's part of it. Keys are the blog id, a line break (no id holds one)
/// and the rest, so that one blog is one range.
final class BlogStores {
    static final String ENTRIES = "entries";
    static final String SIGHTINGS = "sightings";
    static final String ALIASES = "aliases";
    static final String NAMES = "names";

    private static final Sightings NEVER = Sightings.newBuilder().build();

    private final KeyValueStore<String, Entry> entries;
    private final KeyValueStore<String, Sightings> sightings;
    private final KeyValueStore<String, Alias> aliases;
    private final KeyValueStore<String, Names> names;

    BlogStores(ProcessorContext<?, ?> context) {
        this.entries = context.getStateStore(ENTRIES);
        this.sightings = context.getStateStore(SIGHTINGS);
        this.aliases = context.getStateStore(ALIASES);
        this.names = context.getStateStore(NAMES);
    }

    Blog blog(String id) {
        return new Blog(id);
    }

    /// One blog's state.
    final class Blog implements BlogIndex {
        private final String id;

        private Blog(String id) {
            this.id = id;
        }

        @Override
        public Optional<Alias> alias(String key) {
            return Optional.ofNullable(aliases.get(key(key)));
        }

        @Override
        public Optional<Entry> entry(String entry) {
            return Optional.ofNullable(entries.get(key(entry)));
        }

        @Override
        public Sightings sightings(String entry) {
            return Optional.ofNullable(sightings.get(key(entry))).orElse(NEVER);
        }

        @Override
        public Stream<Entry> entries() {
            var range = entries.prefixScan(key(""), new StringSerializer());
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(range, Spliterator.ORDERED), false)
                    .map(found -> found.value).onClose(range::close);
        }

        NameMemory names() {
            var stored = names.get(id);
            if (stored == null) {
                return NameMemory.EMPTY;
            }
            var memory = new LinkedHashMap<String, Meaning>();
            stored.getNames().forEach(name -> memory.put(name.getName(),
                    new Meaning(name.getEntity(), name.getLabel(), EntityType.valueOf(name.getType()))));
            return new NameMemory(memory, new LinkedHashSet<>(stored.getAbout()));
        }

        void remember(NameMemory memory) {
            names.put(id, Names.newBuilder().setNames(memory.names().entrySet().stream()
                    .map(name -> IntroducedName.newBuilder().setName(name.getKey()).setEntity(name.getValue().entity())
                            .setLabel(name.getValue().label()).setType(name.getValue().type().name()).build())
                    .toList()).setAbout(List.copyOf(memory.about())).build());
        }

        void remember(Entry entry) {
            entries.put(key(entry.getId()), entry);
        }

        void remember(String entry, Sightings seen) {
            sightings.put(key(entry), seen);
        }

        /// Evidence keeps naming the entry that it named first.
        void remember(Identity identity, String source) {
            for (var evidence : identity.aliases()) {
                if (aliases.get(key(evidence)) == null) {
                    aliases.put(key(evidence), Alias.newBuilder().setEntry(identity.entry()).build());
                }
            }
            for (var evidence : identity.unusable()) {
                alias(evidence).ifPresent(alias -> {
                    var sources = new TreeSet<>(alias.getUnusableFor());
                    sources.add(source);
                    aliases.put(key(evidence),
                            Alias.newBuilder(alias).setUnusableFor(List.copyOf(sources)).build());
                });
            }
        }

        private String key(String rest) {
            return id + "\n" + rest;
        }
    }
}
