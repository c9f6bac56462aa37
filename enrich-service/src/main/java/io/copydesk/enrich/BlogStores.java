package io.copydesk.enrich;

import io.copydesk.contracts.EntityType;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.enrich.identity.BlogIndex;
import io.copydesk.enrich.revision.Erasure;
import io.copydesk.enrich.revision.Fading;
import io.copydesk.enrich.state.Alias;
import io.copydesk.enrich.state.IntroducedName;
import io.copydesk.enrich.state.Names;
import io.copydesk.enrich.state.Sightings;
import io.copydesk.enrich.tagging.NameMemory.Meaning;
import io.copydesk.enrich.tagging.NameMemory;
import io.copydesk.schemas.identity.Evidence;
import java.time.Instant;
import java.util.ArrayList;
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
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The state of all blogs of a task, and one blog's part of it. Keys are the blog id, a line break (no id holds one)
/// and the rest, so that one blog is one range.
final class BlogStores {
    static final String ENTRIES = "entries";
    static final String SIGHTINGS = "sightings";
    static final String ALIASES = "aliases";
    static final String NAMES = "names";
    static final String STUBS = "stubs";

    /// Before the keys of entries that only their text identifies.
    private static final String NEAR = "near:";
    /// The most entries of one claimed time with whose texts another is compared: the newest.
    private static final int MOST_NEAR = 500;

    private static final Sightings NEVER = Sightings.newBuilder().build();

    private final KeyValueStore<String, Entry> entries;
    private final KeyValueStore<String, Entry> stubs;
    private final KeyValueStore<String, Sightings> sightings;
    private final KeyValueStore<String, Alias> aliases;
    private final KeyValueStore<String, Names> names;

    BlogStores(ProcessorContext<?, ?> context) {
        this.entries = context.getStateStore(ENTRIES);
        this.stubs = context.getStateStore(STUBS);
        this.sightings = context.getStateStore(SIGHTINGS);
        this.aliases = context.getStateStore(ALIASES);
        this.names = context.getStateStore(NAMES);
    }

    Blog blog(String id) {
        return new Blog(id);
    }

    /// The key under which the state of a blog's entry stands, taken apart.
    record EntryKey(String blog, String entry) {
        static EntryKey of(String key) {
            int end = key.lastIndexOf('\n');
            return new EntryKey(key.substring(0, end), key.substring(end + 1));
        }
    }

    /// When each entry was seen, of all blogs, after this key; the caller closes it.
    KeyValueIterator<String, Sightings> sightingsFrom(@Nullable String key) {
        return sightings.range(key, null);
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

        /// What is known of it, faded or not.
        @Override
        public Optional<Entry> entry(String entry) {
            return unfaded(entry).or(() -> Optional.ofNullable(stubs.get(key(entry))));
        }

        /// The entry as an observation of this time finds it.
        Optional<Entry> entry(String entry, Instant now) {
            return entry(entry).map(known -> Fading.hasFaded(sightings(entry), now) ? Fading.faded(known) : known);
        }

        @Override
        public Sightings sightings(String entry) {
            return Optional.ofNullable(sightings.get(key(entry))).orElse(NEVER);
        }

        @Override
        public Stream<Entry> known(String time) {
            var range = aliases.prefixScan(key(NEAR + time + "|"), new StringSerializer());
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(range, Spliterator.ORDERED), false)
                    .limit(MOST_NEAR).flatMap(found -> entry(found.value.getEntry()).stream()).onClose(range::close);
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

        /// Empty before any was seen.
        String language() {
            return Optional.ofNullable(names.get(id)).map(Names::getLanguage).orElse("");
        }

        void remember(NameMemory memory, String language) {
            names.put(id, Names.newBuilder().setNames(memory.names().entrySet().stream()
                    .map(name -> IntroducedName.newBuilder().setName(name.getKey()).setEntity(name.getValue().entity())
                            .setLabel(name.getValue().label()).setType(name.getValue().type().name()).build())
                    .toList()).setAbout(List.copyOf(memory.about())).setLanguage(language).build());
        }

        /// @param evidence that names it; what the entry has no room for is left out
        void remember(Entry entry, List<String> evidence) {
            boolean isErased = Erasure.isErased(entry);
            (isErased ? stubs : entries).put(key(entry.getId()), entry);
            (isErased ? entries : stubs).delete(key(entry.getId()));
            for (var alias : evidence) {
                if (entry.getAliases().contains(alias)) {
                    // evidence keeps naming the entry that it named first
                    aliases.putIfAbsent(key(alias), Alias.newBuilder().setEntry(entry.getId()).build());
                }
            }
            if (isNear(entry)) {
                aliases.putIfAbsent(near(entry), Alias.newBuilder().setEntry(entry.getId()).build());
            }
        }

        void remember(String entry, Sightings seen) {
            sightings.put(key(entry), seen);
        }

        /// Evidence that names nothing any more for this source.
        void distrust(List<String> unusable, String source) {
            for (var evidence : unusable) {
                alias(evidence).ifPresent(alias -> {
                    var sources = new TreeSet<>(alias.getUnusableFor());
                    sources.add(source);
                    aliases.put(key(evidence),
                            Alias.newBuilder(alias).setUnusableFor(List.copyOf(sources)).build());
                });
            }
        }

        /// Everything that named the merged entry names the other, and what was seen of it counts for the other.
        void merge(Entry merged, String into) {
            for (var evidence : merged.getAliases()) {
                alias(evidence).ifPresent(
                        alias -> aliases.put(key(evidence), Alias.newBuilder(alias).setEntry(into).build()));
            }
            aliases.delete(near(merged));
            sightings.delete(key(merged.getId()));
        }

        /// Keeps this record in place of the entry.
        void erase(Optional<Entry> before, Entry record) {
            before.ifPresent(entry -> aliases.delete(near(entry)));
            remember(record, record.getAliases());
        }

        boolean isErased(String entry) {
            return entry(entry).filter(Erasure::isErased).isPresent();
        }

        /// The entries that proved to be others. Reads the whole blog.
        List<Entry> merged() {
            var merged = new ArrayList<Entry>();
            try (var range = entries.prefixScan(key(""), new StringSerializer())) {
                range.forEachRemaining(each -> {
                    if (each.value.getMergedInto().isPresent()) {
                        merged.add(each.value);
                    }
                });
            }
            return merged;
        }

        /// Keeps a stub of an entry that no look shows any more.
        void fade(Entry entry) {
            var stub = Fading.faded(entry);
            stubs.put(key(entry.getId()), stub);
            entries.delete(key(entry.getId()));
            aliases.delete(near(entry));
            for (var evidence : entry.getAliases()) {
                boolean kept = stub.getAliases().contains(evidence);
                if (!kept && alias(evidence).filter(alias -> alias.getEntry().equals(entry.getId())).isPresent()) {
                    aliases.delete(key(evidence));
                }
            }
        }

        /// The entry's tombstone is written; should it come back, it is restored.
        void forget(String entry) {
            Optional.ofNullable(stubs.get(key(entry))).ifPresent(stub -> stubs.put(key(entry),
                    Entry.newBuilder(stub).setStatus(EntryStatus.RETRACTED).setEvidence("not seen for long").build()));
            sightings.delete(key(entry));
        }

        /// The whole entry, unless only a stub is left of it.
        Optional<Entry> unfaded(String entry) {
            return Optional.ofNullable(entries.get(key(entry)));
        }

        /// Whether no look has shown anything of this blog for long.
        boolean isSilent() {
            try (var range = entries.prefixScan(key(""), new StringSerializer())) {
                return !range.hasNext();
            }
        }

        void forgetNames() {
            names.delete(id);
        }

        private boolean isNear(Entry entry) {
            return entry.getStatus() == EntryStatus.LIVE && entry.getAliases().stream().noneMatch(Evidence::isProof);
        }

        /// Sorted by claimed time, then the newest first.
        private String near(Entry entry) {
            long newestFirst = Long.MAX_VALUE - entry.getFirstObservedAt().toEpochMilli();
            return key(NEAR + Evidence.time(entry.getPublished()) + "|" + newestFirst + "|" + entry.getId());
        }

        private String key(String rest) {
            return id + "\n" + rest;
        }
    }
}
