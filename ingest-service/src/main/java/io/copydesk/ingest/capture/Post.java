package io.copydesk.ingest.capture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A post while its paragraphs are being gathered.
final class Post {
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final Set<String> stems = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> introduced = new HashSet<>();

    Post(Paragraph first) {
        add(first);
    }

    void add(Paragraph paragraph) {
        paragraphs.add(paragraph);
        stems.addAll(paragraph.stems());
        names.addAll(paragraph.names());
        introduced.addAll(paragraph.introduced());
    }

    Paragraph last() {
        return paragraphs.getLast();
    }

    boolean hasStem(String word) {
        return stems.contains(Words.stem(word));
    }

    boolean names(String name) {
        return names.contains(name);
    }

    boolean introduced(String name) {
        return introduced.contains(name);
    }

    boolean hasExactly(String stem) {
        return stems.contains(stem);
    }

    List<String> texts() {
        return paragraphs.stream().map(Paragraph::text).toList();
    }
}
