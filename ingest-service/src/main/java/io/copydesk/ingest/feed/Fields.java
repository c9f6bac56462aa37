package io.copydesk.ingest.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/// The properties of an item, a channel or a feed, by the names of [Vocabulary].
final class Fields {
    /// Hold text only: a property inside is one that follows a tag that nobody closed.
    private static final Set<String> TEXTS = Set.of("title", "link", "guid", "pubdate", "id", "updated", "published",
            "category", "comments", "dc:creator", "dc:date", "dc:title", "dc:subject");
    private static final Set<String> PROPERTIES = Set.of("title", "link", "guid", "pubdate", "description", "author",
            "category", "comments", "enclosure", "content:encoded", "dc:creator", "dc:date", "dc:title", "dc:subject",
            "id", "updated", "published", "summary", "content");
    private static final Set<String> GROUPS = Set.of("media:group");

    private final Map<String, List<Element>> byName = new HashMap<>();

    static Fields of(Element parent) {
        var fields = new Fields();
        fields.add(parent, "");
        return fields;
    }

    /// As deep as tags are left open, which the tree's depth bounds.
    private void add(Element parent, String within) {
        for (var child : parent.children()) {
            var name = Vocabulary.name(child);
            if (within.isEmpty() || GROUPS.contains(within) || PROPERTIES.contains(name)) {
                byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(child);
                if (TEXTS.contains(name) || GROUPS.contains(name)) {
                    add(child, name);
                }
            }
        }
    }

    /// Whether an element stands where text is expected, and is none of it.
    static boolean isStray(Element element, Element within) {
        return TEXTS.contains(Vocabulary.name(within)) && PROPERTIES.contains(Vocabulary.name(element));
    }

    /// Those of the first name, then those of the next.
    Stream<Element> all(String... names) {
        return Arrays.stream(names).flatMap(name -> byName.getOrDefault(name, List.of()).stream());
    }

    /// The first text that is not blank, or an empty one.
    String text(String... names) {
        return texts(names).findFirst().orElse("");
    }

    Stream<String> texts(String... names) {
        return all(names).map(Inner::text).filter(text -> !text.isEmpty());
    }
}
