package io.copydesk.ingest.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How often each name and word stands on a page, by paragraphs: what is rare on it says more than what is everywhere.
final class PageWords {
    private static final double RARE_SHARE = 0.1;
    private static final int RARE_COUNT = 4;
    private static final double COMMON_SHARE = 0.3;

    private final Map<String, Integer> names = new HashMap<>();
    private final Map<String, Integer> stems = new HashMap<>();
    private final int paragraphs;

    PageWords(List<Paragraph> page) {
        paragraphs = page.size();
        for (Paragraph paragraph : page) {
            paragraph.names().forEach(name -> names.merge(name, 1, Integer::sum));
            paragraph.stems().forEach(stem -> stems.merge(stem, 1, Integer::sum));
        }
    }

    boolean rare(String name) {
        return names.getOrDefault(name, 0) <= Math.max(RARE_COUNT, RARE_SHARE * paragraphs);
    }

    /// The share of a paragraph's words that the post has, without those that are everywhere.
    double overlap(Post post, Paragraph next) {
        double common = Math.max(RARE_COUNT, COMMON_SHARE * paragraphs);
        List<String> telling = next.stems().stream().filter(stem -> stems.getOrDefault(stem, 0) <= common).toList();
        long shared = telling.stream().filter(post::hasExactly).count();
        return telling.isEmpty() ? 0 : (double) shared / telling.size();
    }
}
