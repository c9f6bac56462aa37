package io.copydesk.ingest.capture;

import io.copydesk.contracts.EntryRole;
import io.copydesk.ingest.capture.Captured.Item;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// DW's live blog, newest first. Each section is announced to screen readers by a skip link with its headline; a day
/// follows (the summary on top has none), the headline again, the text, and the section's short link.
record DwBlog() implements Layout {
    private static final String SECTION = "Skip next section ";
    private static final Pattern SHORT_LINK = Pattern.compile("https://p\\.dw\\.com/p/\\w+");
    /// The credit follows the caption without a space, since the page parts them by style only.
    private static final Pattern CREDIT = Pattern.compile("(^|.*\\S)Image: \\S.*");
    private static final Pattern BYLINE_ROLE = Pattern.compile("\\s+(Editor|Author|Reporter|Correspondent)$");
    private static final Pattern BYLINE_JOIN = Pattern.compile("\\s*\\|\\s*|\\s*,\\s*|\\s+(?:with|and)\\s+");
    private static final int LONGEST_TEASER = 16;

    @Override
    public String name() {
        return "dw";
    }

    @Override
    public String signature() {
        return "lines that begin with 'Skip next section' and p.dw.com short links";
    }

    @Override
    public boolean matches(CapturedText text) {
        return text.lines().stream().anyMatch(DwBlog::opensSection)
                && text.lines().stream().anyMatch(DwBlog::shortLink);
    }

    @Override
    public Captured read(CapturedText text) {
        List<Integer> starts = IntStream.range(0, text.lines().size()).filter(i -> opensSection(text.line(i))).boxed()
                .toList();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : text.lines().size();
            Item item = section(text.lines().subList(starts.get(i), end));
            if (!item.paragraphs().isEmpty() || item.permalink() != null) {
                items.add(item);
            }
        }
        URI page = text.lines().stream().limit(starts.getFirst()).filter(DwBlog::shortLink).findFirst().map(URI::create)
                .orElse(null);
        return new Captured(page, items.reversed());
    }

    private static boolean opensSection(String line) {
        return line.startsWith(SECTION);
    }

    private static boolean shortLink(String line) {
        return SHORT_LINK.matcher(line).matches();
    }

    private static Item section(List<String> lines) {
        String headline = lines.getFirst().substring(SECTION.length());
        CapturedText text = new CapturedText(lines);
        int at = text.nextFilled(1);
        @Nullable
        Day day = Day.in(text.line(at)).orElse(null);
        at = day == null ? at : text.nextFilled(at + 1);
        at = text.line(at).equals(headline) ? at + 1 : at;
        int end = IntStream.range(at, lines.size()).filter(i -> shortLink(lines.get(i))).findFirst()
                .orElse(lines.size());
        List<String> paragraphs = new ArrayList<>(withoutCaptions(lines.subList(Math.min(at, end), end)));
        List<String> authors = paragraphs.isEmpty() ? List.of() : byline(paragraphs.getFirst());
        if (!authors.isEmpty()) {
            paragraphs.removeFirst();
        }
        while (endsWithTeaser(paragraphs)) {
            paragraphs.removeLast();
        }
        EntryRole role = day == null ? EntryRole.SUMMARY : EntryRole.UPDATE;
        return new Item(role, headline, paragraphs, authors, day, end < lines.size() ? lines.get(end) : null);
    }

    /// A caption stands in one block with the line above it (the picture's alternative text).
    private static List<String> withoutCaptions(List<String> lines) {
        List<String> kept = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : Stream.concat(lines.stream(), Stream.of("")).toList()) {
            if (!line.isEmpty()) {
                block.add(line);
                continue;
            }
            if (block.stream().noneMatch(each -> CREDIT.matcher(each).matches())) {
                kept.addAll(block);
            }
            block.clear();
        }
        return kept;
    }

    /// The names of a byline, none when the line is not one: untitled names parted by bars, commas and 'with'.
    private static List<String> byline(String line) {
        boolean marked = line.contains(" | ") || line.contains(" with ") || BYLINE_ROLE.matcher(line).find();
        if (!marked || Lines.ended(line)) {
            return List.of();
        }
        List<String> names = BYLINE_JOIN.splitAsStream(line).map(part -> BYLINE_ROLE.matcher(part).replaceAll(""))
                .toList();
        return names.stream().allMatch(name -> !name.isEmpty() && Lines.words(name) <= 4) ? names : List.of();
    }

    /// A teaser is the bare title of another piece at the foot of a section: it does not end as a sentence does, or it
    /// is one short question. The first paragraph and the item of a list never are.
    private static boolean endsWithTeaser(List<String> paragraphs) {
        if (paragraphs.size() < 2 || paragraphs.get(paragraphs.size() - 2).endsWith(":")) {
            return false;
        }
        String last = paragraphs.getLast();
        boolean question = last.indexOf('?') == last.length() - 1 && last.indexOf('"') < 0 && last.indexOf('.') < 0;
        return Lines.words(last) <= LONGEST_TEASER && (!Lines.ended(last) || question);
    }
}
