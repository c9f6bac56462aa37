package io.copydesk.ingest.capture;

import io.copydesk.contracts.EntryRole;
import io.copydesk.ingest.capture.Captured.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Articles of Asharq Al-Awsat, one or more in a capture and in its order: headline and captions stand twice, a `TT`
/// line (the text-size button) between them, and the text follows the second captions.
record AawsatArticles() implements Layout {
    private static final String TEXT_SIZE = "TT";
    private static final Pattern COUNTER = Pattern.compile("\\d{1,3} of \\d{1,3}\\b.*");

    /// Where one article's parts begin and end in the lines.
    private record Article(int header, int textSize, int headline) {}

    @Override
    public String name() {
        return "aawsat";
    }

    @Override
    public String signature() {
        return "a line 'TT' between two equal headlines";
    }

    @Override
    public boolean matches(CapturedText text) {
        return !articles(text).isEmpty();
    }

    private static List<Article> articles(CapturedText text) {
        List<Article> articles = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.lines().size(); i++) {
            int headline = text.nextFilled(i + 1);
            if (i < from || !text.line(i).equals(TEXT_SIZE) || headline >= text.lines().size()) {
                continue;
            }
            int header = text.lines().subList(from, i).lastIndexOf(text.line(headline));
            if (header >= 0) {
                articles.add(new Article(from + header, i, headline));
                from = headline + 1;
            }
        }
        return articles;
    }

    @Override
    public Captured read(CapturedText text) {
        List<Article> articles = articles(text);
        List<Item> items = IntStream.range(0, articles.size()).mapToObj(i -> {
            int end = i + 1 < articles.size() ? articles.get(i + 1).header() : text.lines().size();
            return item(text, articles.get(i), end);
        }).filter(item -> !item.paragraphs().isEmpty()).toList();
        return new Captured(null, items);
    }

    private static Item item(CapturedText text, Article article, int end) {
        Set<String> captions = Set.copyOf(text.filled(article.header() + 1, article.textSize()));
        List<String> body = text.filled(article.headline() + 1, end).stream().filter(line -> !captions.contains(line))
                .filter(line -> !COUNTER.matcher(line).matches()).toList();
        return Item.of(EntryRole.ARTICLE, text.line(article.headline()), body);
    }
}
