package io.copydesk.ingest.capture;

import io.copydesk.contracts.EntryRole;
import io.copydesk.ingest.capture.Captured.Item;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// An article of The Kyiv Independent: its headline stands above and below the reading time, a caption with its credit
/// hangs on the second one, and labelled rails of other pieces follow the text.
record KyivIndependentArticle() implements Layout {
    private static final Pattern READING_TIME = Pattern.compile("\\d{1,3} min read");
    private static final Pattern CAPTION = Pattern.compile(".*\\([^()]*\\)");
    private static final Pattern INLINE_TEASER = Pattern.compile("(?i)(read also|read more|see also|watch)\\b:?.*");
    private static final Set<String> RAILS = Set.of("news feed", "video", "videos", "show more", "most read",
            "most popular", "editors' picks", "related", "opinion", "podcast", "comments");

    @Override
    public String name() {
        return "kyiv-independent";
    }

    @Override
    public String signature() {
        return "a line 'N min read' between two equal headlines";
    }

    @Override
    public boolean matches(CapturedText text) {
        return readingTime(text).isPresent();
    }

    private static OptionalInt readingTime(CapturedText text) {
        return IntStream.range(0, text.lines().size()).filter(i -> READING_TIME.matcher(text.line(i)).matches())
                .filter(i -> text.previousFilled(i) >= 0
                        && text.line(text.previousFilled(i)).equals(text.line(text.nextFilled(i + 1))))
                .findFirst();
    }

    @Override
    public Captured read(CapturedText text) {
        int second = text.nextFilled(readingTime(text).orElseThrow() + 1);
        int start = second + 1;
        while (CAPTION.matcher(text.line(start)).matches()) {
            start++;
        }
        int end = IntStream.range(start, text.lines().size()).filter(i -> rail(text.line(i))).findFirst()
                .orElse(text.lines().size());
        List<String> body = text.filled(start, end).stream().filter(line -> !teaser(line)).toList();
        return new Captured(null,
                body.isEmpty() ? List.of() : List.of(Item.of(EntryRole.ARTICLE, text.line(second), body)));
    }

    private static boolean rail(String line) {
        return RAILS.contains(line.toLowerCase(java.util.Locale.ROOT).replace('’', '\''));
    }

    private static boolean teaser(String line) {
        return !Lines.ended(line) && INLINE_TEASER.matcher(line).matches();
    }
}
