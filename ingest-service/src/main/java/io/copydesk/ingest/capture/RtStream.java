package io.copydesk.ingest.capture;

import io.copydesk.contracts.EntryRole;
import io.copydesk.ingest.capture.Captured.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// RT's live stream, newest first: a summary, then posts under day lines. Borders between posts are lost; days, notices
/// and links to further reading still show some.
record RtStream() implements Layout {
    private static final Pattern HOUSE = Pattern.compile("\\b(?:told|to|for|with) RT\\b");
    private static final Pattern STREAM_NOTICE = Pattern.compile("This live ?stream (?:has|is)\\b.*");
    private static final Pattern READ_ON = Pattern.compile("(?:Read|READ)\\b[^,;“\"]*");
    private static final int LONGEST_READ_ON = 16;

    /// The posts of one day that no visible border parts.
    private record Block(Day day, List<String> paragraphs) {}

    @Override
    public String name() {
        return "rt";
    }

    @Override
    public String signature() {
        return "day lines such as '7 May 2024' and a live-stream notice or something told to RT";
    }

    @Override
    public boolean matches(CapturedText text) {
        List<String> lines = text.lines();
        return lines.stream().anyMatch(line -> Day.in(line).isPresent())
                && lines.stream().anyMatch(line -> STREAM_NOTICE.matcher(line).matches() || HOUSE.matcher(line).find());
    }

    @Override
    public Captured read(CapturedText text) {
        List<String> summary = new ArrayList<>();
        List<Block> blocks = blocks(text, summary);
        List<List<List<String>>> posts = Posts.of(blocks.stream().map(Block::paragraphs).toList());
        List<Item> items = new ArrayList<>();
        if (!summary.isEmpty()) {
            items.add(Item.of(EntryRole.SUMMARY, "", summary));
        }
        for (int i = 0; i < blocks.size(); i++) {
            Day day = blocks.get(i).day();
            posts.get(i).forEach(post -> items.add(Item.of(EntryRole.UPDATE, "", post).on(day)));
        }
        return new Captured(null, items.reversed());
    }

    /// @param summary filled with what stands above the first day
    private static List<Block> blocks(CapturedText text, List<String> summary) {
        List<Block> blocks = new ArrayList<>();
        List<String> open = summary;
        for (String line : text.lines()) {
            Optional<Day> day = Day.in(line);
            if (day.isPresent() || (border(line) && !blocks.isEmpty())) {
                open = new ArrayList<>();
                blocks.add(new Block(day.orElseGet(() -> blocks.getLast().day()), open));
            } else if (!line.isEmpty() && !border(line)) {
                open.add(line);
            }
        }
        return blocks;
    }

    private static boolean border(String line) {
        return STREAM_NOTICE.matcher(line).matches()
                || (READ_ON.matcher(line).matches() && Lines.words(line) <= LONGEST_READ_ON);
    }
}
