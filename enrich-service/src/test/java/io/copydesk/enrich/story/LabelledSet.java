package io.copydesk.enrich.story;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.enrich.state.Telling;
import io.copydesk.enrich.tagging.NameMemory;
import io.copydesk.enrich.tagging.Tagger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Entries of several blogs with the story that each tells and the entry that it repeats, tagged by the real tagger.
final class LabelledSet {
    private static final Tagger TAGGER = Tagger.builtIn();
    private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

    private final Map<String, String> stories = new TreeMap<>();
    private final Map<String, String> originals = new TreeMap<>();
    private final List<Telling> tellings = new ArrayList<>();

    record Blog(String blog, List<Labelled> entries) {}

    record Labelled(String id, long at, String story, @Nullable String duplicateOf, String headline, String text) {}

    /// @param file under `/stories`
    static LabelledSet of(String file) {
        var set = new LabelledSet();
        try (var stream = LabelledSet.class.getResourceAsStream("/stories/" + file)) {
            var wording = new Wording();
            List<Blog> blogs = new YAMLMapper().readValue(stream, new TypeReference<>() {
            });
            blogs.forEach(blog -> set.read(blog, wording));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set.tellings.sort(Comparator.comparing(Telling::getObservedAt).thenComparing(Telling::getEntry));
        return set;
    }

    private void read(Blog blog, Wording wording) {
        var memory = NameMemory.EMPTY;
        for (var labelled : blog.entries()) {
            stories.put(labelled.id(), labelled.story());
            Optional.ofNullable(labelled.duplicateOf()).ifPresent(original -> originals.put(labelled.id(), original));
            var tags = TAGGER.tag(labelled.headline(), labelled.text(), Optional.of("en"), memory);
            memory = tags.memory();
            var at = START.plus(Duration.ofMinutes(labelled.at()));
            tellings.add(wording.telling(Entry.newBuilder().setId(labelled.id()).setBlog(blog.blog())
                    .setStatus(EntryStatus.LIVE).setHeadline(labelled.headline()).setBody(labelled.text())
                    .setEntities(tags.entities()).setOccurredAt(at).setObservedAt(at).setVersion(1).build(), "en"));
        }
    }

    /// Entry → story.
    Map<String, String> stories() {
        return stories;
    }

    /// Entry → the one that it repeats.
    Map<String, String> originals() {
        return originals;
    }

    /// In the order of time.
    List<Telling> tellings() {
        return tellings;
    }

    /// The tellings of each blog, in order.
    Map<String, List<Telling>> byBlog() {
        var blogs = new HashMap<String, List<Telling>>();
        tellings.forEach(telling -> blogs.computeIfAbsent(telling.getBlog(), key -> new ArrayList<>()).add(telling));
        return new TreeMap<>(blogs);
    }
}
