package io.copydesk.ingest.capture;

import io.copydesk.contracts.EntryRole;
import io.copydesk.ingest.capture.Captured.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Independent's live blog flattened to paragraphs: a lead, then updates newest first, without headlines, times or
/// links. Service notices, the appeal for donations and bylines show some of the lost borders.
record IndependentBlog() implements Layout {
    private static final String HOUSE = "The Independent";
    private static final String READERS = "Independent readers";
    private static final Pattern QUOTED = Pattern.compile("“[^”]*”?|\"[^\"]*\"?");
    private static final Pattern BYLINE = Pattern.compile("(\\p{Lu}[^,:“\"]{2,60}) (?:reports?|writes?):");
    private static final Pattern BYLINE_JOIN = Pattern.compile(",\\s*|\\s+and\\s+");
    /// How the page speaks to its reader.
    private static final Pattern TO_READER = Pattern.compile("(?i)\\b(?:we|our|us|your|you)\\b");
    private static final Pattern APPEAL = Pattern
            .compile(
                    "(?i)\\b(?:donat\\w+|journalis\\w+|reporters?|reporting|newsroom|paywalls?|subscri\\w+|support)\\b");
    private static final Pattern REQUEST = Pattern
            .compile("(?i)(?:please|join|sign in|log in|register|subscribe|notifications|enable)\\b.*");
    private static final Pattern SERVICE = Pattern.compile(
            "(?i)\\b(?:browser|page|logged in|account|newsletters?|preferences|replies|readers|comments|app)\\b");

    /// Paragraphs between two visible borders, and the byline that ends them.
    private record Block(List<String> paragraphs, List<String> authors) {}

    @Override
    public String name() {
        return "independent";
    }

    @Override
    public String signature() {
        return "a sign-in or comment notice, and The Independent speaking of itself or its readers";
    }

    @Override
    public boolean matches(CapturedText text) {
        return text.lines().stream().anyMatch(IndependentBlog::notice)
                && text.lines().stream().anyMatch(IndependentBlog::house);
    }

    /// The house's own voice: a report of somebody else may name The Independent too.
    private static boolean house(String line) {
        return (notice(line) && line.contains(READERS)) || (appeal(line) && line.contains(HOUSE));
    }

    @Override
    public Captured read(CapturedText text) {
        List<Block> blocks = blocks(text);
        List<List<List<String>>> posts = Posts.of(blocks.stream().map(Block::paragraphs).toList());
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            for (List<String> post : posts.get(i)) {
                EntryRole role = items.isEmpty() ? EntryRole.SUMMARY : EntryRole.UPDATE;
                boolean signed = post == posts.get(i).getLast();
                items.add(Item.of(role, "", post).by(signed ? blocks.get(i).authors() : List.of()));
            }
        }
        return new Captured(null, items.reversed());
    }

    private static List<Block> blocks(CapturedText text) {
        List<Block> blocks = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String line : text.lines()) {
            List<String> authors = byline(line);
            if (!authors.isEmpty() || notice(line) || appeal(line)) {
                if (!open.isEmpty()) {
                    blocks.add(new Block(open, authors));
                    open = new ArrayList<>();
                }
            } else if (!line.isEmpty() && !(blocks.isEmpty() && open.isEmpty() && !Lines.ended(line))) {
                // what stands above the first sentence is the page's headline
                open.add(line);
            }
        }
        if (!open.isEmpty()) {
            blocks.add(new Block(open, List.of()));
        }
        return blocks;
    }

    private static List<String> byline(String line) {
        Matcher byline = BYLINE.matcher(line);
        if (!byline.matches()) {
            return List.of();
        }
        List<String> names = Arrays.asList(BYLINE_JOIN.split(byline.group(1)));
        boolean people = names.stream().allMatch(name -> Token.of(name).stream().allMatch(Token::capital));
        return people ? names : List.of();
    }

    private static boolean notice(String line) {
        return REQUEST.matcher(line).matches() && SERVICE.matcher(line).find();
    }

    /// The house speaking about itself, outside any quotation.
    private static boolean appeal(String line) {
        String own = QUOTED.matcher(line).replaceAll(" ");
        return TO_READER.matcher(own).find() && (own.contains(HOUSE) || APPEAL.matcher(own).find());
    }
}
