package io.copydesk.enrich.story;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.EntityType;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.TextField;
import io.copydesk.enrich.state.Telling;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes an entry's text as the words that stories are made of: folded, stemmed, and with every name of a known entity replaced by its key, so that Kyiv is Kiev. The first character tells the others
/// from plain words: `~` before one that says nothing of an event and counts only for repeats, `@` and a letter for the type before an entity's key, `#` before a number, `^` before a word that
/// has a capital of its own (a name that nobody knows).
///
/// One for each thread: the stemmers keep the word they work on.
public final class Wording {
    /// More says nothing new of an entry; a live blog's has 15 to 150.
    static final int MOST_HEADLINE_WORDS = 50;
    static final int MOST_BODY_WORDS = 400;
    private static final int LONGEST_WORD = 40;
    private static final int MOST_KNOWN = 20_000;
    private static final int MOST_LANGUAGES = 40;
    private static final int FIRST_BEYOND_ASCII = 128;

    private static final Pattern WORD = Pattern.compile(
            "[€£$]?\\d+(?:[.,:/\\-–]\\d+)*(?:bn|m|km|th|st|nd|rd|%)?|[\\p{L}\\p{M}]+(?:['’][\\p{L}]+)?");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d),(?=\\d{3}(?!\\d))");
    private static final Pattern NO_NUMBER = Pattern.compile("[€£$%]|(?<=\\d)(?:th|st|nd|rd)$");

    private final CommonWords words = CommonWords.builtIn();
    private final Stems stems = new Stems();
    /// By language and word as written.
    private final Map<String, Map<String, String>> readings = new HashMap<>();

    /// @param language of the entry's first revision
    public Telling telling(Entry entry, String language) {
        boolean live = entry.getStatus() == EntryStatus.LIVE;
        var capitals = new HashSet<String>();
        List<String> none = List.of();
        var body = live ? words(entry.getBody(), mentions(entry, TextField.BODY), language, capitals) : none;
        // a headline may have a capital in each word: only what the body has so too is a name
        var headline = live ? words(entry.getHeadline(), mentions(entry, TextField.HEADLINE), language, null) : none;
        return new Telling(entry.getId(), entry.getBlog(), entry.getSource(), language, live, entry.getVersion(),
                entry.getOccurredAt(), entry.getObservedAt(), marked(headline, capitals, MOST_HEADLINE_WORDS),
                marked(body, capitals, MOST_BODY_WORDS));
    }

    private static List<EntityMention> mentions(Entry entry, TextField field) {
        return entry.getEntities().stream().filter(mention -> mention.getField() == field)
                .sorted(Comparator.comparing(EntityMention::getStart).thenComparing(EntityMention::getEnd)).toList();
    }

    private List<String> words(String text, List<EntityMention> mentions, String language,
            @Nullable Set<String> capitals) {
        var found = new ArrayList<String>();
        int at = 0;
        for (var mention : mentions) {
            if (mention.getStart() >= at && mention.getEnd() <= text.length()) {
                read(text, at, mention.getStart(), language, capitals, found);
                if (!words.agencies().contains(folded(mention.getSurface()))) {
                    found.add(key(mention));
                }
                at = mention.getEnd();
            }
        }
        read(text, at, text.length(), language, capitals, found);
        return found;
    }

    private void read(String text, int begin, int end, String language,
            @Nullable Set<String> capitals, List<String> found) {
        var matcher = WORD.matcher(text);
        for (int at = begin; at < end && found.size() < MOST_BODY_WORDS;) {
            int after = afterPlainWord(text, at, end);
            if (after < 0 && matcher.region(at, end).find()) {
                at = matcher.start();
                after = matcher.end();
            }
            if (after < 0) {
                return;
            }
            if (after > at) {
                var read = read(text.substring(at, after), language);
                if (!read.isEmpty()) {
                    found.add(read);
                    if (capitals != null && isWord(read) && Character.isUpperCase(text.codePointAt(at))
                            && !beginsSentence(text, at)) {
                        capitals.add(read);
                    }
                }
            }
            at = Math.max(after, at + 1);
        }
    }

    /// Most words are of plain letters, and what parts them is plain too: that needs no pattern.
    ///
    /// @return `at` if none begins here, -1 if the pattern must tell
    private static int afterPlainWord(String text, int at, int end) {
        int after = at;
        while (after < end && isPlainLetter(text.charAt(after))) {
            after++;
        }
        char next = after < end ? text.charAt(after) : ' ';
        boolean isPlain = next < FIRST_BEYOND_ASCII && !isPlainLetter(next) && "0123456789$'".indexOf(next) < 0;
        return isPlain ? after : -1;
    }

    private static boolean isPlainLetter(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    private static boolean isWord(String read) {
        return Character.isLetter(read.charAt(0));
    }

    /// Empty for one that is left out. A newsroom's words are few: what each becomes is kept.
    private String read(String written, String language) {
        if (readings.size() >= MOST_LANGUAGES) {
            readings.clear();
        }
        var known = readings.computeIfAbsent(language, key -> new HashMap<>());
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(written, word -> reading(folded(word), language));
    }

    private String reading(String word, String language) {
        if (word.isEmpty() || word.length() > LONGEST_WORD) {
            return "";
        }
        var number = words.numbers().get(word);
        if (number != null) {
            return "#" + number;
        }
        if (!Character.isLetter(word.charAt(0))) {
            return "#" + number(word);
        }
        if (words.agencies().contains(word)) {
            return "";
        }
        return words.dropped().contains(word) ? "~" + word : stems.stem(language, word);
    }

    private static String number(String word) {
        return NO_NUMBER.matcher(THOUSANDS.matcher(word).replaceAll("")).replaceAll("").replace('–', '-');
    }

    private static String key(EntityMention mention) {
        return "@" + letter(mention.getType()) + mention.getEntity().replace(' ', '_');
    }

    private static char letter(EntityType type) {
        return switch (type) {
            case PERSON -> 'p';
            case PLACE -> 'l';
            case COUNTRY -> 'c';
            case ORGANISATION -> 'o';
            case EVENT -> 'e';
            case OTHER, UNKNOWN -> 'x';
        };
    }

    private static String folded(String word) {
        boolean isPlain = word.chars().allMatch(letter -> letter < FIRST_BEYOND_ASCII);
        var bare = isPlain ? word : MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD)).replaceAll("");
        var plain = bare.toLowerCase(Locale.ROOT).replace('’', '\'');
        return plain.endsWith("'s") ? plain.substring(0, plain.length() - 2) : plain.replace("'", "");
    }

    private static boolean beginsSentence(String text, int begin) {
        int before = begin - 1;
        while (before >= 0 && !Character.isLetterOrDigit(text.charAt(before)) && ".!?:;\n\"“”'‘([".indexOf(
                text.charAt(before)) < 0) {
            before--;
        }
        return before < 0 || !Character.isLetterOrDigit(text.charAt(before));
    }

    private static String marked(List<String> words, Set<String> capitals, int most) {
        var marked = new StringBuilder();
        for (int at = 0; at < Math.min(most, words.size()); at++) {
            var word = words.get(at);
            marked.append(at == 0 ? "" : " ").append(capitals.contains(word) ? "^" : "").append(word);
        }
        return marked.toString();
    }
}
